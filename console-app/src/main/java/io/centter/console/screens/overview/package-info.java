/// How the network is, and what needs a person.
@NullMarked
package io.centter.console.screens.overview;

import org.jspecify.annotations.NullMarked;
