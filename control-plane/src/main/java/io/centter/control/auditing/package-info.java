/// The audit log over HTTP: its lines, their export, and the proof that nothing was changed or cut.
@NullMarked
package io.centter.control.auditing;

import org.jspecify.annotations.NullMarked;
