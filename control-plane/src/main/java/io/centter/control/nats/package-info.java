/// What the broker's protocol of trust needs: keys, claims, signatures, credentials files and the server's
/// configuration.
@NullMarked
package io.centter.control.nats;

import org.jspecify.annotations.NullMarked;
