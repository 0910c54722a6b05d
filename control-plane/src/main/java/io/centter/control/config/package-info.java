/// Typed settings, one record a section, read from the environment over a file over defaults and checked before
/// anything starts.
@NullMarked
package io.centter.control.config;

import org.jspecify.annotations.NullMarked;
