package io.centter.control.db;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;

/// How the model's values are written in columns: ids as uuid or text, enums as their lower-case names.
final class ColumnTypes {
    private ColumnTypes() {}

    static void register(Jdbi jdbi) {
        jdbi.registerColumnMapper(UserId.class, (row, column, _) -> {
            UUID id = row.getObject(column, UUID.class);
            return id == null ? null : new UserId(id);
        });
        jdbi.registerColumnMapper(NetworkId.class, (row, column, _) -> {
            UUID id = row.getObject(column, UUID.class);
            return id == null ? null : new NetworkId(id);
        });
        jdbi.registerColumnMapper(AgentId.class, (row, column, _) -> {
            String id = row.getString(column);
            return id == null ? null : new AgentId(id);
        });
        jdbi.registerColumnMapper(Slug.class, (row, column, _) -> {
            String slug = row.getString(column);
            return slug == null ? null : new Slug(slug);
        });
        jdbi.registerArgument((ArgumentFactory) (_, value, _) -> argument(value));
    }

    private static Optional<Argument> argument(Object value) {
        return switch (value) {
            case UserId id -> Optional.of((position, statement, _) -> statement.setObject(position, id.value()));
            case NetworkId id -> Optional.of((position, statement, _) -> statement.setObject(position, id.value()));
            case AgentId id -> Optional.of((position, statement, _) -> statement.setString(position, id.value()));
            case Slug slug -> Optional.of((position, statement, _) -> statement.setString(position, slug.value()));
            case Enum<?> word ->
                Optional.of((position, statement, _) ->
                        statement.setObject(position, word.name().toLowerCase(Locale.ROOT), Types.VARCHAR));
            case null, default -> Optional.empty();
        };
    }
}
