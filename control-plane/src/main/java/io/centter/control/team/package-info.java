/// Teams of agents: an agent's role in a team brings it the scopes of that role.
@NullMarked
package io.centter.control.team;

import org.jspecify.annotations.NullMarked;
