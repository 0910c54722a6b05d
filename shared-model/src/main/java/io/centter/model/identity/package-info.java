/// Who somebody is: ids, slugs, and the refusal of names that could become something else in a subject, a DNS label or
/// a JWT.
@NullMarked
package io.centter.model.identity;

import org.jspecify.annotations.NullMarked;
