/// The marketplace: publishers, skills, versions and reviews, which belong to no network, and what agents have
/// installed.
@NullMarked
package io.centter.control.skill;

import org.jspecify.annotations.NullMarked;
