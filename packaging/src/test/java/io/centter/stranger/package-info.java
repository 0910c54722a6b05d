/// An agent that has nothing of ours: exactly the text of the README.
@NullMarked
package io.centter.stranger;

import org.jspecify.annotations.NullMarked;
