package io.centter.control.http;

import java.io.IOException;
import java.io.OutputStream;

/// A body that is written while it is made, so that its length does not matter. Once the first bytes are out there is
/// no
/// taking back: a writer that fails breaks the connection off, and the client sees that the body is not whole.
///
/// @param contentType one of those that the route declared
public record Streamed(String contentType, Writer writer) {
    /// Writes the whole body.
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
