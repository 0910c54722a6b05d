/// What the hub concludes from heartbeats and connections: online, degraded, offline.
@NullMarked
package io.centter.model.presence;

import org.jspecify.annotations.NullMarked;
