/// The marketplace: publishers, skills and their versions, reviews, and what of it an agent has.
@NullMarked
package io.centter.model.skill;

import org.jspecify.annotations.NullMarked;
