/// Tests of the package of the same name.
@NullMarked
package io.centter.console.session;

import org.jspecify.annotations.NullMarked;
