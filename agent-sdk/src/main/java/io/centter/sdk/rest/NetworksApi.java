package io.centter.sdk.rest;

import io.centter.model.api.Because;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Page;
import io.centter.model.api.PlanView;
import io.centter.model.api.Plans;
import io.centter.model.api.UsageLine;
import io.centter.model.identity.NetworkId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the API that deals with a network as a whole: its figures, its plan, its doors. It fails as [CentterApi]
/// does.
public final class NetworksApi {
    private final CentterApi api;

    private NetworksApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static NetworksApi of(CentterApi api) {
        return new NetworksApi(api);
    }

    public NetworkStats stats(NetworkId network) {
        return api.ask(Call.get(CentterApi.path(network) + "/stats"), NetworkStats.class);
    }

    /// Keeps the agents of a network out until [#resume].
    public NetworkView suspend(NetworkId network, String reason) {
        return api.ask(Call.post(CentterApi.path(network) + "/suspend").body(new Because(reason)), NetworkView.class);
    }

    public NetworkView resume(NetworkId network, String reason) {
        return api.ask(Call.post(CentterApi.path(network) + "/resume").body(new Because(reason)), NetworkView.class);
    }

    /// From the smallest.
    public List<PlanView> plans() {
        return api.ask(Call.get(CentterApi.PREFIX + "/plans"), Plans.class).items();
    }

    /// What was used from day to day, in UTC, both days included.
    ///
    /// @param group `day` or `agent`
    public List<UsageLine> usage(NetworkId network, LocalDate from, LocalDate to, String group) {
        return CentterApi.all(cursor -> usage(network, from, to, group, cursor));
    }

    private Page<UsageLine> usage(
            NetworkId network, LocalDate from, LocalDate to, String group, @Nullable String cursor) {
        Call call = Call.get(CentterApi.path(network) + "/usage")
                .query("from", from)
                .query("to", to)
                .query("group", group)
                .query("cursor", cursor)
                .query("limit", 1000);
        return api.page(call, UsageLine.class);
    }
}
