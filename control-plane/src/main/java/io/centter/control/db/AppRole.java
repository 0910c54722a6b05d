package io.centter.control.db;

import io.centter.control.config.ConfigRefused;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The role that the application's connections run as. It may do what the application does and no more: lines of the
/// audit log it can add and read. The owner of the tables, who migrates them, sets it up at every start.
final class AppRole {
    private static final int TRIES = 5;
    /// What the server says when another process made or changed the same role at the same moment.
    private static final List<String> OTHERS_WERE_FIRST = List.of("42710", "23505", "XX000");

    private final Jdbi owner;
    private final String role;

    /// A role as the owner's connections set it up.
    ///
    /// @param role a plain name: letters, digits, underscores
    AppRole(Jdbi owner, String role) {
        this.owner = owner;
        this.role = role;
    }

    /// What a connection runs first, to be the role from then on.
    static String become(String role) {
        return "SET ROLE " + quoted(role);
    }

    /// Makes the role where it is missing, and gives it what the application needs. Refuses where the configured user
    /// may not, with what a DBA has to run.
    void ensure() {
        String user = owner.withHandle(handle ->
                handle.createQuery("SELECT current_user").mapTo(String.class).one());
        if (!exists()) {
            runOrRefuse("CREATE ROLE " + quoted(role) + " NOLOGIN", user);
        }
        refuseWhereItGuardsNothing(user);
        if (!asks("SELECT pg_has_role(current_user, CAST(:role AS name), 'SET')")) {
            runOrRefuse("GRANT " + quoted(role) + " TO CURRENT_USER", user);
        }
        owner.useTransaction(this::grant);
        for (String privilege : List.of("UPDATE", "DELETE", "TRUNCATE")) {
            if (asks("SELECT has_table_privilege(CAST(:role AS name), 'audit_log', '" + privilege + "')")) {
                throw new ConfigRefused(List.of("db.role: " + role + " may " + privilege
                        + " audit_log by another grant, to PUBLIC or to a role that it is in; revoke that."));
            }
        }
    }

    private boolean exists() {
        return asks("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :role)");
    }

    private void refuseWhereItGuardsNothing(String user) {
        boolean owns = asks("""
                SELECT r.rolsuper OR pg_has_role(r.rolname, c.relowner, 'USAGE') OR pg_has_role(r.rolname, c.relowner, 'SET')
                FROM pg_roles r, pg_class c WHERE r.rolname = :role AND c.oid = 'audit_log'::regclass
                """);
        if (owns || role.equals(user)) {
            throw new ConfigRefused(List.of("db.role: " + role
                    + " is a superuser or owns the tables, so it is held back from nothing; name another role."));
        }
    }

    /// One process at a time: the server refuses two that grant on one table at the same moment.
    private void grant(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtextextended('centter.app-role', 0))");
        String schema = quoted(handle.createQuery("SELECT current_schema()")
                .mapTo(String.class)
                .one());
        String to = " TO " + quoted(role);
        String rows = "SELECT, INSERT, UPDATE, DELETE ON ";
        handle.execute("GRANT USAGE ON SCHEMA " + schema + to);
        handle.execute("GRANT " + rows + "ALL TABLES IN SCHEMA " + schema + to);
        handle.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + schema + to);
        // For what a newer version migrates while this one still runs.
        String later = "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT ";
        handle.execute(later + rows.replace("ON ", "ON TABLES") + to);
        handle.execute(later + "USAGE, SELECT ON SEQUENCES" + to);
        String from = " FROM " + quoted(role);
        handle.execute("REVOKE ALL ON audit_log, flyway_schema_history" + from);
        handle.execute("REVOKE DELETE ON audit_chains" + from);
        handle.execute("GRANT SELECT, INSERT ON audit_log" + to);
        handle.execute("GRANT SELECT ON flyway_schema_history" + to);
    }

    private boolean asks(String question) {
        return owner.withHandle(handle -> handle.createQuery(question)
                .bind("role", role)
                .mapTo(Boolean.class)
                .one());
    }

    private void runOrRefuse(String statement, String user) {
        for (int i = 1; ; i++) {
            try {
                owner.useHandle(handle -> handle.execute(statement));
                return;
            } catch (UnableToExecuteStatementException e) {
                String state = Database.sqlState(e);
                if (state.equals("42501")) {
                    throw new ConfigRefused(List.of("db.role: the application is to run as " + role + ", and " + user
                            + " may not set that up. A DBA runs once:"
                            + (exists() ? "" : " CREATE ROLE " + quoted(role) + " NOLOGIN;")
                            + " GRANT " + quoted(role) + " TO " + quoted(user)
                            + "; (docs/operations.md). db.role=none starts without that protection."));
                }
                if (!OTHERS_WERE_FIRST.contains(state) || i == TRIES) {
                    throw e;
                }
                if (state.equals("42710") || state.equals("23505")) {
                    return;
                }
            }
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
