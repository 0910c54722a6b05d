/// A PostgreSQL and a nats-server started as children of this process, for development and for every test.
@NullMarked
package io.centter.embedded;

import org.jspecify.annotations.NullMarked;
