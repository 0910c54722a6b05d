/// Agents as they are recorded, and their API keys.
@NullMarked
package io.centter.control.agent;

import org.jspecify.annotations.NullMarked;
