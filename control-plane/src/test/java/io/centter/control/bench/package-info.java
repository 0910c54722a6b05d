/// What the benchmarks over HTTP share: servers as processes of their own whose processor time is read, and the load.
@NullMarked
package io.centter.control.bench;

import org.jspecify.annotations.NullMarked;
