/// What each role brings: scopes for tokens, subjects at the broker.
@NullMarked
package io.centter.console.screens.roles;

import org.jspecify.annotations.NullMarked;
