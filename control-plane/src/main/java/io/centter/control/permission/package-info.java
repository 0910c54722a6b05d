/// What agents may do: grants and revokes by hand, the scopes of roles, what follows from all of it, why a call is
/// allowed or not, and what a change would bring.
@NullMarked
package io.centter.control.permission;

import org.jspecify.annotations.NullMarked;
