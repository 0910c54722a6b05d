package io.centter.control;

import io.centter.control.audit.AuditHead;
import io.centter.control.audit.AuditVerifier;
import io.centter.control.config.Config;
import io.centter.control.config.ConfigRefused;
import io.centter.control.db.Database;
import io.centter.control.db.PlaneSecrets;
import io.centter.control.db.Seal;
import io.centter.control.db.Transactions;
import io.centter.model.api.AuditCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Checks the audit logs of all networks against the database itself, with no server in between, and against ends that
/// were kept elsewhere. What it prints is such a list of ends.
final class AuditCheckup {
    private final AuditVerifier verifier;
    private final PrintStream out;

    private AuditCheckup(AuditVerifier verifier, PrintStream out) {
        this.verifier = verifier;
        this.out = out;
    }

    /// Prints a line for each chain, and tells whether all are as they were written.
    ///
    /// @param heads a file of lines `<chain> <line>:<hash>`; what follows in a line is not read
    static boolean run(Config config, List<Path> heads, PrintStream out, InstantSource clock, SecureRandom random) {
        Map<String, List<AuditHead>> kept = new HashMap<>();
        heads.forEach(file -> read(file, kept));
        try (Database database = new Database(config.db())) {
            database.start();
            Transactions transactions = new Transactions(database);
            Seal seal = new Seal(config.seal(), random);
            byte[] key = new PlaneSecrets(transactions, seal, clock).key("audit");
            return new AuditCheckup(new AuditVerifier(transactions, key, clock), out).all(kept);
        }
    }

    private boolean all(Map<String, List<AuditHead>> kept) {
        TreeSet<String> chains = new TreeSet<>(verifier.chains());
        chains.addAll(kept.keySet());
        boolean intact = true;
        for (String chain : chains) {
            AuditCheck check = verifier.verify(chain, kept.getOrDefault(chain, List.of()));
            intact &= check.intact();
            out.println(chain + " " + check.lines() + ":" + check.headHash() + " "
                    + (check.intact() ? "intact" : "broken at line " + check.firstBroken() + ": " + word(check)));
        }
        return intact;
    }

    private static String word(AuditCheck check) {
        return String.valueOf(check.finding()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void read(Path file, Map<String, List<AuditHead>> kept) {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.strip().split("\\s+", -1);
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                AuditHead head =
                        words.length < 2 ? null : AuditHead.parse(words[1]).orElse(null);
                if (head == null) {
                    throw refused(file + " has the line '" + line + "'; each is <chain> <line>:<hash>.");
                }
                kept.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(head);
            }
        } catch (IOException e) {
            throw refused(file + " cannot be read: " + e);
        }
    }

    private static ConfigRefused refused(String sentence) {
        return new ConfigRefused(List.of(sentence));
    }
}
