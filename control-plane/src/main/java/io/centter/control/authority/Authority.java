package io.centter.control.authority;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.config.AuthorityConfig;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.control.ground.Ground;
import io.centter.control.http.Router;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// The authorities of all networks, as the rest of the control plane sees them.
public final class Authority implements AutoCloseable {
    private final KeyService keys;
    private final TokenReader reader;
    private final IssueAudit issues;
    private final TokenService tokens;
    private final AuthorityRoutes routes;

    public Authority(AuthorityConfig config, Ground ground, AccessSnapshots snapshots, Seal seal) {
        Es256 es256 = Es256.fastest();
        keys = new KeyService(ground, snapshots, seal, es256);
        reader = new TokenReader(snapshots, keys, ground.clock());
        issues = new IssueAudit(ground.transactions(), ground.audit(), ground.clock());
        tokens = new TokenService(config, ground, snapshots, keys, reader, issues);
        routes = new AuthorityRoutes(
                keys,
                new KeySets(keys, ground.transactions(), ground.clock()),
                tokens,
                new Revocations(ground, snapshots, reader));
    }

    /// The table in which the keys are sealed.
    public static SealedTable sealed() {
        return Keyring.SEALED;
    }

    public void declare(Router router) {
        routes.declare(router);
    }

    /// Hears of each token that was issued, and for whom; must not wait.
    public void whenIssued(BiConsumer<NetworkId, AgentId> listener) {
        tokens.whenIssued(listener);
    }

    /// Proves agents by their tokens.
    public AgentTokens tokens() {
        return new AgentTokens(reader);
    }

    public void start() {
        issues.start();
    }

    /// Lets go of keys that no token needs any more.
    public int letGo(Handle handle) {
        return keys.letGo(handle);
    }

    /// Writes what is still to be written to the audit log.
    @Override
    public void close() {
        issues.close();
    }
}
