package io.centter.control.http;

import io.centter.control.refusal.Refused;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Reads bodies that may come slowly, or not to the end. Who sends a byte now and then keeps a connection alive, but
/// not
/// longer than a body may take.
final class SlowBodies {
    private static final int CHUNK = 8_192;

    private SlowBodies() {}

    /// @throws Refused.Unreadable when the body is not there in time, or breaks off
    static byte[] read(InputStream in, int most, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        try {
            while (body.size() < most) {
                int read = in.read(chunk, 0, Math.min(CHUNK, most - body.size()));
                if (read < 0) {
                    break;
                }
                body.write(chunk, 0, read);
                if (System.nanoTime() - end > 0) {
                    throw slow(within);
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            if (e instanceof EOFException) {
                throw new Refused.Unreadable(400, "body-cut-off", "The connection ended before the body did.");
            }
            if (e.getCause() instanceof TimeoutException) {
                throw slow(within);
            }
            throw e;
        }
    }

    private static Refused slow(Duration within) {
        return new Refused.Unreadable(
                408, "body-too-slow", "The body was not there within " + within.toMillis() + " ms; send it again.");
    }
}
