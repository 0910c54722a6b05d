package io.centter.control.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as routes see it, whichever way it came in.
interface Incoming {
    String method();

    String path();

    /// The address at the other end of the connection.
    String peer();

    @Nullable
    String header(String name);

    String pathParam(String name);

    Map<String, String> pathParamMap();

    Map<String, List<String>> queryParamMap();

    /// By what it was counted, however often it is begun.
    Counted counted();

    /// The body, of which no more than this many bytes are read.
    ///
    /// @param within how long it may take to come
    /// @throws io.centter.control.refusal.Refused.Unreadable when it is not there in time, or breaks off
    byte[] body(int most, Duration within) throws IOException;

    /// Answers with a body that is written while it is made. Nothing is left to be answered then; what fails before the
    /// first bytes are out is thrown, and can still be answered like anything else.
    void stream(int status, Map<String, String> headers, Streamed streamed) throws IOException;
}
