/// Classes that break the rules of the house, one a rule: the proof that each rule catches something.
@NullMarked
package io.centter.control.access.bad;

import org.jspecify.annotations.NullMarked;
