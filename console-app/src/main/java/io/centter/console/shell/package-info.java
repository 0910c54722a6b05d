/// The frame around the screens: navigation, connection light, palette, toasts.
@NullMarked
package io.centter.console.shell;

import org.jspecify.annotations.NullMarked;
