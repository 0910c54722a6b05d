/// Messages as a person looks at them.
@NullMarked
package io.centter.console.screens.messages;

import org.jspecify.annotations.NullMarked;
