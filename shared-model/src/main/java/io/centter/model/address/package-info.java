/// Internet addresses as texts: what they are, and which of them others may be sent to. Nothing is looked up.
@NullMarked
package io.centter.model.address;

import org.jspecify.annotations.NullMarked;
