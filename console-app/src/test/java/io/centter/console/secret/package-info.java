/// Tests of where secrets are kept.
@NullMarked
package io.centter.console.secret;

import org.jspecify.annotations.NullMarked;
