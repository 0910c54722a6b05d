/// The broker: its servers, and what it has of the networks.
@NullMarked
package io.centter.console.screens.hub;

import org.jspecify.annotations.NullMarked;
