/// Tokens as agents use them: getting them, and verifying those of others.
@NullMarked
package io.centter.sdk.token;

import org.jspecify.annotations.NullMarked;
