/// What the control plane says of its own API.
@NullMarked
package io.centter.console.screens.reference;

import org.jspecify.annotations.NullMarked;
