/// Networks, the tenants, and who may do what in them.
@NullMarked
package io.centter.control.network;

import org.jspecify.annotations.NullMarked;
