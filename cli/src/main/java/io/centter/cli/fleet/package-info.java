/// A fleet of simulated agents: real clients with their own credentials, sending each other work.
@NullMarked
package io.centter.cli.fleet;

import org.jspecify.annotations.NullMarked;
