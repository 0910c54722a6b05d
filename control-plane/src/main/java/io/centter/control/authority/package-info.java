/// The authority of each network: its signing keys, the tokens of its agents, and who may still use them.
@NullMarked
package io.centter.control.authority;

import org.jspecify.annotations.NullMarked;
