/// The HTTP edge: typed routes that deny by default, who calls, and one table from refusals to problems.
@NullMarked
package io.centter.control.http;

import org.jspecify.annotations.NullMarked;
