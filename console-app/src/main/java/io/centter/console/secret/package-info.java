/// Where what must not be read is kept between starts: the system's key store where there is one, else a sealed file.
@NullMarked
package io.centter.console.secret;

import org.jspecify.annotations.NullMarked;
