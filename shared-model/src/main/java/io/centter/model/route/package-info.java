/// How agents reach each other: what one is reached by, and which path between two is best. Pure rules.
@NullMarked
package io.centter.model.route;

import org.jspecify.annotations.NullMarked;
