/// The demo as a person runs it: started, broken part by part, stopped.
@NullMarked
package io.centter.demo;

import org.jspecify.annotations.NullMarked;
