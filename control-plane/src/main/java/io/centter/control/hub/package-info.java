/// The hub: who trusts whom on the broker, accounts and credentials, what the mesh tells us and what we tell it.
@NullMarked
package io.centter.control.hub;

import org.jspecify.annotations.NullMarked;
