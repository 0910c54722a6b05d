/// What the broker refused to agents: reported by themselves, since it tells nobody else.
@NullMarked
package io.centter.control.denial;

import org.jspecify.annotations.NullMarked;
