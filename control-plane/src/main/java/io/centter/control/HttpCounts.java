package io.centter.control;

import io.centter.control.http.Caller;
import io.centter.control.http.HttpApi;
import io.centter.control.metrics.Meters;
import io.centter.control.usage.Usage;
import io.centter.model.api.UsageMetric;
import io.centter.model.identity.NetworkId;
import java.time.Duration;

/// Requests, as this process measures them and as networks use them.
record HttpCounts(Meters meters, Usage usage) implements HttpApi.HttpMeter {
    @Override
    public void answered(String method, String path, int status, Duration took) {
        meters.answered(method, path, status, took);
    }

    @Override
    public void admitted(NetworkId network, Caller caller) {
        usage.count(
                network,
                caller instanceof Caller.AgentCaller agent ? agent.agent() : null,
                UsageMetric.HTTP_REQUESTS,
                1);
    }
}
