package io.centter.control;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.audit.AuditLog;
import io.centter.control.authority.Authority;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.PlaneSecrets;
import io.centter.control.db.Reseal;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.control.db.Transactions;
import io.centter.control.hub.Hub;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Everything that is sealed in the database, and the act of sealing it anew.
final class Sealed {
    /// All tables, the plane's own keys last: until then a broken-off run can still be told in the audit log.
    static final List<SealedTable> TABLES = Stream.concat(
                    Hub.sealed().stream(), Stream.of(Authority.sealed(), PlaneSecrets.SEALED))
            .toList();

    private Sealed() {}

    /// Seals everything under the present key, writes that down, and returns how many rows of each table it were.
    static Map<String, Integer> renew(Config config, InstantSource clock, SecureRandom random) {
        try (Database database = new Database(config.db())) {
            database.start();
            Transactions transactions = new Transactions(database);
            Seal seal = new Seal(config.seal(), random);
            Reseal reseal = new Reseal(transactions, seal, TABLES);
            reseal.requireKeys();
            AuditLog audit = new AuditLog(clock, new PlaneSecrets(transactions, seal, clock).key("audit"));
            Map<String, Integer> counts = reseal.run();
            transactions.write(handle -> {
                audit.write(
                        handle,
                        AuditEntry.ofUser(Actor.hub(), "plane.reseal", "seal-key:" + seal.keyId())
                                .change(null, counts));
                return true;
            });
            return counts;
        }
    }
}
