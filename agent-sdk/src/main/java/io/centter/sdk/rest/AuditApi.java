package io.centter.sdk.rest;

import io.centter.model.api.AuditCheck;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.Page;
import io.centter.model.identity.NetworkId;
import org.jspecify.annotations.Nullable;

/// The part of the API that shows and proves what was done. It fails as [CentterApi] does.
public final class AuditApi {
    private final CentterApi api;

    private AuditApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static AuditApi of(CentterApi api) {
        return new AuditApi(api);
    }

    /// Newest first.
    public Page<AuditLineView> lines(NetworkId network, AuditQuery query, @Nullable String cursor, int limit) {
        Call call =
                asked(Call.get(path(network)), query).query("cursor", cursor).query("limit", limit);
        return api.page(call, AuditLineView.class);
    }

    /// Proves the whole log.
    ///
    /// @param kept the hash at the end of the log as it was kept before; null where none was
    public AuditCheck verify(NetworkId network, @Nullable String kept) {
        return api.ask(Call.get(path(network) + "/verify").query("kept", kept), AuditCheck.class);
    }

    /// All lines that fit, oldest first, as one file of at most 32 MiB.
    ///
    /// @param format `csv` or `jsonl`
    public byte[] export(NetworkId network, AuditQuery query, String format) {
        Call call = asked(Call.get(path(network) + "/export"), query).query("format", format);
        return api.http.send(call, api.credential).body();
    }

    private static Call asked(Call call, AuditQuery query) {
        return call.query("actor", query.actor())
                .query("action", query.action())
                .query("target", query.target())
                .query("from", query.from())
                .query("to", query.to())
                .query("q", query.q());
    }

    private static String path(NetworkId network) {
        return CentterApi.path(network) + "/audit";
    }
}
