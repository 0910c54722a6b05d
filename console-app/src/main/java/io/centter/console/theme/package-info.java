/// How the console looks: themes, type, and the marks for presence.
@NullMarked
package io.centter.console.theme;

import org.jspecify.annotations.NullMarked;
