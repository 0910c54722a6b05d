/// Tests of the API reference.
@NullMarked
package io.centter.console.screens.reference;

import org.jspecify.annotations.NullMarked;
