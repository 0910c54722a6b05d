package io.centter.control.http;

import io.centter.control.config.HttpConfig;
import io.centter.control.refusal.Refused;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/// Reads bodies that may come slowly, or not to the end. Who sends a byte now and then keeps a connection alive, but
/// not
/// longer than a body may take.
final class SlowBodies {
    private static final int CHUNK = 512;

    private SlowBodies() {}

    /// @throws Refused.Unreadable when the body is not there in time, or breaks off
    static byte[] read(InputStream in, int most, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        byte[] body = new byte[Math.min(CHUNK, most)];
        int size = 0;
        try {
            while (size < most) {
                if (size == body.length) {
                    body = Arrays.copyOf(body, Math.min(most, size * 4));
                }
                int read = in.read(body, size, body.length - size);
                if (read < 0) {
                    break;
                }
                size += read;
                if (System.nanoTime() - end > 0) {
                    throw slow(within);
                }
            }
            return Arrays.copyOf(body, size);
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

    /// Takes what a client still sends after its request was answered without it, so that its connection stays good for
    /// the next one; closes the connection where that is too much, or too slow.
    static void finish(Context http, HttpConfig config) {
        HttpServletRequest request = http.req();
        boolean mayHaveMore = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (!mayHaveMore || http.res().isCommitted()) {
            return;
        }
        boolean asksFirst = request.getHeader("Expect") != null;
        if (asksFirst || request.getContentLengthLong() > config.bodyLimitBytes() || !isRead(request, config)) {
            http.header("Connection", "close");
        }
    }

    /// Reads what is left of a body that nobody needs; whether all of it came, and in time.
    static boolean isTaken(InputStream rest, HttpConfig config) {
        try {
            int most = config.bodyLimitBytes();
            return read(rest, most, config.clientTimeout()).length < most;
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    private static boolean isRead(HttpServletRequest request, HttpConfig config) {
        try {
            return isTaken(request.getInputStream(), config);
        } catch (IOException _) {
            return false;
        }
    }

    private static Refused slow(Duration within) {
        return new Refused.Unreadable(
                408, "body-too-slow", "The body was not there within " + within.toMillis() + " ms; send it again.");
    }
}
