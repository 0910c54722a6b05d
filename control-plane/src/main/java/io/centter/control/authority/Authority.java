package io.centter.control.authority;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.audit.AuditLog;
import io.centter.control.config.AuthorityConfig;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.control.http.Router;
import io.centter.model.identity.IdSource;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/// The authorities of all networks, as the rest of the control plane sees them.
public final class Authority implements AutoCloseable {
    private final KeyService keys;
    private final TokenReader reader;
    private final IssueAudit issues;
    private final AuthorityRoutes routes;

    /// What the authority needs of the rest.
    public record Parts(
            AccessSnapshots snapshots,
            Transactions transactions,
            Outbox outbox,
            AuditLog audit,
            Idempotency idempotency,
            Cursors cursors,
            Seal seal,
            IdSource ids,
            InstantSource clock,
            SecureRandom random) {}

    public Authority(AuthorityConfig config, Parts parts) {
        Es256 es256 = Es256.fastest();
        keys = new KeyService(parts, new Keyring(parts.seal(), es256), es256);
        reader = new TokenReader(parts.snapshots(), keys, parts.clock());
        issues = new IssueAudit(parts.transactions(), parts.audit(), parts.clock());
        routes = new AuthorityRoutes(
                keys,
                new KeySets(keys, parts.transactions(), parts.clock()),
                new TokenService(config, parts, keys, reader, issues),
                new Revocations(parts, reader));
    }

    /// The table in which the keys are sealed.
    public static SealedTable sealed() {
        return Keyring.SEALED;
    }

    public void declare(Router router) {
        routes.declare(router);
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
