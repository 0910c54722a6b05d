/// Names of agents: what is to be published of them, and what people say against it.
@NullMarked
package io.centter.control.dns;

import org.jspecify.annotations.NullMarked;
