/// Tokens of agents and the keys they are signed with, as the control plane, its clients and receivers of tokens speak
/// of
/// them.
@NullMarked
package io.centter.model.authority;

import org.jspecify.annotations.NullMarked;
