/// Asking who can do what: the same query and the same answer over HTTP and NATS.
@NullMarked
package io.centter.model.discovery;

import org.jspecify.annotations.NullMarked;
