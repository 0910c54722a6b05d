/// The API's description of itself: one OpenAPI 3.1 document, made from the list of routes and the records they name.
@NullMarked
package io.centter.control.openapi;

import org.jspecify.annotations.NullMarked;
