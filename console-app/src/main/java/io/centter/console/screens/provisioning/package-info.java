/// Agents on machines of ours.
@NullMarked
package io.centter.console.screens.provisioning;

import org.jspecify.annotations.NullMarked;
