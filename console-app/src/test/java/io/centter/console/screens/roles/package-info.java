/// Tests of the package of the same name.
@NullMarked
package io.centter.console.screens.roles;

import org.jspecify.annotations.NullMarked;
