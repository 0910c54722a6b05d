/// The HTTP API of a control plane as typed, blocking calls.
@NullMarked
package io.centter.sdk.rest;

import org.jspecify.annotations.NullMarked;
