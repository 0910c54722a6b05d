/// Signing in to a control plane.
@NullMarked
package io.centter.console.screens.signin;

import org.jspecify.annotations.NullMarked;
