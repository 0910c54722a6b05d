/// The objects of A2A 1.0 as they are written in JSON: camel case, unlike everything else here.
@NullMarked
package io.centter.model.a2a;

import org.jspecify.annotations.NullMarked;
