/// People: registration, sign-in, sessions and passwords.
@NullMarked
package io.centter.control.user;

import org.jspecify.annotations.NullMarked;
