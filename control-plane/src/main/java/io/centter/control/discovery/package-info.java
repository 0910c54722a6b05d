/// Finding agents: one query, answered alike over HTTP and over the mesh.
@NullMarked
package io.centter.control.discovery;

import org.jspecify.annotations.NullMarked;
