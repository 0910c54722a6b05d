/// What happened: as it happens, and in the last 7 days, with the whole picture moved to any moment of them.
@NullMarked
package io.centter.console.screens.events;

import org.jspecify.annotations.NullMarked;
