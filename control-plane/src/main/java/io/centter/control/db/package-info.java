/// The way to PostgreSQL: the pool, the migrations, and transactions under a network's row lock.
@NullMarked
package io.centter.control.db;

import org.jspecify.annotations.NullMarked;
