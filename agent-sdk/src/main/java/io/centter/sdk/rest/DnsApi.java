package io.centter.sdk.rest;

import io.centter.model.api.DnsRecordView;
import io.centter.model.api.Page;
import io.centter.model.api.PutDns;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the API that deals with the names of agents. It fails as [CentterApi] does.
public final class DnsApi {
    private final CentterApi api;

    private DnsApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static DnsApi of(CentterApi api) {
        return new DnsApi(api);
    }

    public Page<DnsRecordView> records(NetworkId network, @Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.path(network) + "/dns")
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, DnsRecordView.class);
    }

    public List<DnsRecordView> allRecords(NetworkId network) {
        return CentterApi.all(cursor -> records(network, cursor, CentterApi.PAGE));
    }

    public void sync(NetworkId network) {
        api.tell(Call.post(CentterApi.path(network) + "/dns/sync"));
    }

    public DnsRecordView record(AgentId agent) {
        return api.ask(Call.get(path(agent)), DnsRecordView.class);
    }

    /// Gives the name of an agent an address by hand.
    public DnsRecordView override(AgentId agent, long version, PutDns address) {
        return api.ask(Call.put(path(agent), version).body(address), DnsRecordView.class);
    }

    public void clear(AgentId agent, long version) {
        api.tell(Call.delete(path(agent), version));
    }

    private static String path(AgentId agent) {
        return CentterApi.path(agent) + "/dns";
    }
}
