/// What the machine lends a server: a child process that never outlives us, ports, a locked directory, a per-user
/// cache.
@NullMarked
package io.centter.embedded.host;

import org.jspecify.annotations.NullMarked;
