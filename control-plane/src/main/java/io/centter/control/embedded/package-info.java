/// The whole control plane with its own PostgreSQL and nats-server in one process.
@NullMarked
package io.centter.control.embedded;

import org.jspecify.annotations.NullMarked;
