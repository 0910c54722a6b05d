/// How a person likes the console, and what it keeps where.
@NullMarked
package io.centter.console.screens.settings;

import org.jspecify.annotations.NullMarked;
