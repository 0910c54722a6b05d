/// An agent on the mesh: connection, heartbeat, inbox, registry, messages and events.
@NullMarked
package io.centter.sdk.mesh;

import org.jspecify.annotations.NullMarked;
