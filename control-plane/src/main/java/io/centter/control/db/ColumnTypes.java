package io.centter.control.db;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.identity.UserId;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

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
        // Preparable, because jdbi has a preparable way of its own for enums, and asks those first.
        jdbi.registerArgument(new ArgumentFactory.Preparable() {
            @Override
            public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
                return handles(type) ? Optional.of(ColumnTypes::argument) : Optional.empty();
            }
        });
    }

    private static boolean handles(Type type) {
        return type instanceof Class<?> one
                && (one.isEnum()
                        || one == UserId.class
                        || one == NetworkId.class
                        || one == AgentId.class
                        || one == Slug.class);
    }

    private static Argument argument(@Nullable Object value) {
        Object column = switch (value) {
            case null -> null;
            case UserId id -> id.value();
            case NetworkId id -> id.value();
            case AgentId id -> id.value();
            case Slug slug -> slug.value();
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
        return (position, statement, _) -> statement.setObject(position, column);
    }
}
