/// A PostgreSQL 16 from the Maven binaries, with settings that keep data and let nobody in without the password.
@NullMarked
package io.centter.embedded.postgres;

import org.jspecify.annotations.NullMarked;
