/// The same question to the registry by HTTP and by NATS.
@NullMarked
package io.centter.console.screens.discovery;

import org.jspecify.annotations.NullMarked;
