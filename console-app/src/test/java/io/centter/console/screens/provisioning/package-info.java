/// Tests of the package of the same name.
@NullMarked
package io.centter.console.screens.provisioning;

import org.jspecify.annotations.NullMarked;
