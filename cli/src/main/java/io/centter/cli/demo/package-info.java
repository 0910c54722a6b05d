/// `centter demo`: every part of the system as its own process on this machine, and one command that keeps them alive.
@NullMarked
package io.centter.cli.demo;

import org.jspecify.annotations.NullMarked;
