package io.centter.control.skill;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Because;
import io.centter.model.api.Page;
import io.centter.model.skill.AddPublisherKey;
import io.centter.model.skill.PublisherKey;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.SkillStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of publishers' keys: a further one is signed by one that is there, so that a stolen session cannot bring
/// its
/// own; and the last one is retired by a curator only.
public final class KeyService {
    private static final int MAX_ACTIVE = 8;
    private static final int MAX = 64;

    private final Ground ground;
    private final Curators curators;

    public KeyService(Ground ground, Curators curators) {
        this.ground = ground;
        this.curators = curators;
    }

    Page<PublisherKeyView> list(Call<?> call) {
        return ground.transactions().read(handle -> {
            PublisherRow publisher = publisher(handle, call);
            return new Page<>(
                    KeySql.of(handle).all(publisher.id()).stream()
                            .map(KeyRow::view)
                            .toList(),
                    null);
        });
    }

    PublisherKeyView add(Call<AddPublisherKey> call) {
        AddPublisherKey add = call.body();
        PublisherKey key = add.key();
        return ground.transactions().write(handle -> {
            KeySql sql = KeySql.of(handle);
            PublisherRow publisher = PublisherService.requireOwn(locked(handle, call), call.user());
            List<KeyRow> active = sql.active(publisher.id());
            if (sql.find(publisher.id(), key.id().value()).isPresent()) {
                throw new Refused.Conflict(
                        "key-known", "The publisher has or had this key already; a retired one does not come back.");
            }
            Optional<KeyRow> vouching =
                    Signatures.signer(() -> SkillStatement.adding(publisher.slug(), key), add.signature(), active);
            requireRoom(active, sql.all(publisher.id()));
            sql.insert(new KeySql.NewKey(
                    publisher.id(),
                    key.id().value(),
                    add.name(),
                    key.der(),
                    vouching.map(KeyRow::id).orElse(null),
                    ground.now()));
            audit(handle, call, "publisher.key-add", publisher, Map.of("key", key.id(), "name", add.name()), null);
            return sql.find(publisher.id(), key.id().value()).orElseThrow().view();
        });
    }

    /// Retiring a key twice changes nothing more.
    PublisherKeyView retire(Call<Because> call) {
        String reason = call.body().reason();
        return ground.transactions().write(handle -> {
            KeySql sql = KeySql.of(handle);
            PublisherRow publisher = locked(handle, call);
            boolean curator = curators.is(handle, call.caller());
            if (!curator) {
                PublisherService.requireOwn(publisher, call.user());
            }
            KeyRow key = sql.find(publisher.id(), call.path("key")).orElseThrow(Refused.NotFound::new);
            if (key.retiredAt() != null) {
                return key.view();
            }
            if (!curator && sql.active(publisher.id()).size() == 1) {
                throw new Refused.Conflict(
                        "last-key",
                        "This is the publisher's last key. Add the next one first, signed by it; where it is lost, ask a"
                                + " curator of this server.");
            }
            sql.retire(publisher.id(), key.id(), reason, ground.now());
            audit(handle, call, "publisher.key-retire", publisher, Map.of("key", key.id()), reason);
            return sql.find(publisher.id(), key.id()).orElseThrow().view();
        });
    }

    private static void requireRoom(List<KeyRow> active, List<KeyRow> all) {
        if (active.size() >= MAX_ACTIVE || all.size() >= MAX) {
            throw new Refused.Limit(
                    "too-many-keys",
                    "A publisher signs with at most " + MAX_ACTIVE + " keys, and has had at most " + MAX
                            + "; retire one.",
                    null);
        }
    }

    private void audit(
            Handle handle,
            Call<?> call,
            String action,
            PublisherRow publisher,
            Map<String, Object> what,
            @Nullable String reason) {
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), action, "publisher:" + publisher.id())
                                .change(null, what)
                                .because(reason));
    }

    private static PublisherRow publisher(Handle handle, Call<?> call) {
        return PublisherSql.of(handle).find(Ref.of(call.path("publisher"))).orElseThrow(Refused.NotFound::new);
    }

    /// Under its lock nobody adds or retires another key at the same time.
    private static PublisherRow locked(Handle handle, Call<?> call) {
        return PublisherSql.of(handle).lock(publisher(handle, call).id()).orElseThrow(Refused.NotFound::new);
    }
}
