/// Who an agent is, kept between its starts, and how it becomes one.
@NullMarked
package io.centter.sdk.identity;

import org.jspecify.annotations.NullMarked;
