package io.centter.control.http;

import org.slf4j.MDC;

/// Where a request came from, for the log and the audit.
///
/// @param ip of the client, through trusted proxies
/// @param requestId the client's `X-Request-Id`, or one of ours
/// @param traceId 32 hex characters: the trace of `traceparent`, or a new one
public record Origin(String ip, String requestId, String traceId) {
    /// Whose calls are counted together.
    public String holder() {
        return Address.holder(ip);
    }

    /// Lets every line of the log that this thread writes from now on name the request.
    void tellLog() {
        MDC.put("request_id", requestId);
        MDC.put("trace_id", traceId);
    }
}
