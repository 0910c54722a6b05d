/// Who is signed in, at which server, whether it answers, and what is kept between starts.
@NullMarked
package io.centter.console.session;

import org.jspecify.annotations.NullMarked;
