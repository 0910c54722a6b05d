/// Agents on machines of ours: plans, deployments, and the instances that they run on.
@NullMarked
package io.centter.control.provision;

import org.jspecify.annotations.NullMarked;
