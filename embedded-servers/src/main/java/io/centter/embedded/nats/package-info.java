/// A nats-server as a child process, and the search for its binary.
@NullMarked
package io.centter.embedded.nats;

import org.jspecify.annotations.NullMarked;
