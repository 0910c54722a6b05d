/// The six role templates: default scopes and subject grants side by side.
@NullMarked
package io.centter.model.role;

import org.jspecify.annotations.NullMarked;
