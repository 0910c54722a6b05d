/// Requests and answers of the HTTP API that the server, the SDK and the console share.
@NullMarked
package io.centter.model.api;

import org.jspecify.annotations.NullMarked;
