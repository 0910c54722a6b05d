/// Who did what to what: lines written in the same transaction as the change, chained so that nothing can be cut out
/// unseen.
@NullMarked
package io.centter.control.audit;

import org.jspecify.annotations.NullMarked;
