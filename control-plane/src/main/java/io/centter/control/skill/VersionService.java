package io.centter.control.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.refusal.Refused;
import io.centter.model.api.Page;
import io.centter.model.permission.Scope;
import io.centter.model.skill.PublishVersion;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.skill.SkillStatement;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.VersionRules;
import io.centter.model.skill.YankVersion;
import io.centter.model.wire.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of versions: a published one never changes, numbers only go up, and what was yanked stays for those who
/// have it.
public final class VersionService {
    // Above every precedence.
    private static final String TOP = "~";

    private final Ground ground;
    private final Shelf shelf;
    private final SkillNews news;

    public VersionService(Ground ground, Curators curators) {
        this.ground = ground;
        this.shelf = new Shelf(curators);
        this.news = new SkillNews(ground);
    }

    /// The same version with the same content is answered as the first time.
    SkillVersionView publish(Call<PublishVersion> call) {
        PublishVersion version = call.body();
        SkillCapabilities capabilities = capabilities(version);
        requireDeclared(version.manifest().get("commands"), capabilities);
        return ground.transactions()
                .write(handle -> ground.idempotency()
                        .once(
                                handle,
                                call.idempotencyKey(),
                                SkillVersionView.class,
                                view -> view,
                                () -> insert(handle, call, capabilities)));
    }

    Page<SkillVersionView> list(Call<?> call) {
        return ground.transactions().read(handle -> {
            SkillRow skill = shelf.visible(handle, call);
            Paging paging = ground.cursors().paging("versions:" + skill.id(), call, 50, 200);
            String before = paging.after(TOP);
            List<VersionRow> found = VersionSql.of(handle).list(skill.id(), before, paging.wanted());
            return paging.page(found, row -> row.precedence())
                    .map(row -> row.view().brief());
        });
    }

    SkillVersionView get(Call<?> call) {
        return ground.transactions()
                .read(handle -> find(handle, shelf.visible(handle, call), call))
                .view();
    }

    /// Networks that have it are told. Yanking twice changes nothing more; there is no way back, for a number is not
    /// used again.
    SkillVersionView yank(Call<YankVersion> call) {
        VersionRow yanked = ground.transactions().write(handle -> {
            SkillRow skill = shelf.requireOwn(handle, call, call.user());
            VersionRow before = find(handle, skill, call);
            if (before.yankedAt() != null) {
                return before;
            }
            VersionSql.of(handle).yank(before.id(), call.body().reason(), ground.now());
            VersionRow after = find(handle, skill, call);
            news.yanked(handle, skill, after);
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.ofUser(Actor.of(call.caller()), "skill.yank", "skill:" + skill.id())
                                    .change(null, Map.of("version", before.version()))
                                    .because(call.body().reason()));
            return after;
        });
        news.tell();
        return yanked.view();
    }

    private SkillVersionView insert(Handle handle, Call<PublishVersion> call, SkillCapabilities capabilities) {
        PublishVersion publish = call.body();
        SkillRow skill = shelf.requireOwn(handle, call, call.user());
        VersionSql sql = VersionSql.of(handle);
        VersionSql.NewVersion version = row(skill, call, capabilities);
        if (sql.find(skill.id(), version.version()).isPresent()) {
            if (!sql.same(version)) {
                throw immutable(publish.version());
            }
            return sql.find(skill.id(), version.version()).orElseThrow().view();
        }
        List<SemVer> published = sql.numbers(skill.id()).stream()
                .map(one -> new SemVer(one.version()))
                .toList();
        VersionRules.obstacle(publish.version(), published).ifPresent(highest -> {
            if (SemVer.PRECEDENCE.compare(highest, publish.version()) == 0) {
                throw immutable(highest);
            }
            throw new Refused.Conflict(
                    "version-not-higher",
                    "Versions only go up: " + publish.version() + " is not higher than " + highest
                            + ", which is published.");
        });
        Optional<KeyRow> signer = Signatures.signer(
                () -> SkillStatement.of(skill.publisherSlug(), skill.slug(), publish, capabilities),
                publish.signature(),
                KeySql.of(handle).active(skill.publisherId()));
        sql.insert(signer.map(key -> version.signedBy(key.id())).orElse(version));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.ofUser(Actor.of(call.caller()), "skill.publish", "skill:" + skill.id())
                                .change(
                                        null,
                                        Map.of(
                                                "version", publish.version(),
                                                "digest", publish.digest(),
                                                "scopes", version.scopes(),
                                                "signed_by",
                                                        signer.map(KeyRow::id).orElse("nobody"))));
        return sql.find(skill.id(), version.version()).orElseThrow().view();
    }

    private VersionSql.NewVersion row(SkillRow skill, Call<PublishVersion> call, SkillCapabilities capabilities) {
        PublishVersion publish = call.body();
        List<Scope> scopes = Objects.requireNonNullElse(publish.scopes(), List.of());
        return new VersionSql.NewVersion(
                ground.ids().uuid(),
                skill.id(),
                publish.version().value(),
                publish.version().precedence(),
                publish.digest().bytes(),
                Objects.requireNonNullElse(publish.sizeBytes(), 0L),
                Objects.requireNonNullElse(publish.changelog(), ""),
                scopes.stream().map(Scope::toString).toList(),
                publish.manifest().toString(),
                json(capabilities),
                publish.signature() == null ? null : publish.signature().bytes(),
                null,
                call.user().user(),
                ground.now());
    }

    private static VersionRow find(Handle handle, SkillRow skill, Call<?> call) {
        return VersionSql.of(handle).find(skill.id(), call.path("version")).orElseThrow(Refused.NotFound::new);
    }

    private static SkillCapabilities capabilities(PublishVersion version) {
        if (version.capabilitiesYaml() != null) {
            return CapabilitiesYaml.read(version.capabilitiesYaml());
        }
        return Objects.requireNonNullElse(version.capabilities(), SkillCapabilities.NONE);
    }

    /// A command that the manifest does not name is one that nobody was told of.
    private static void requireDeclared(@Nullable JsonNode manifest, SkillCapabilities capabilities) {
        if (manifest == null || !manifest.isArray()) {
            return;
        }
        Set<String> named = new HashSet<>();
        manifest.forEach(name -> named.add(name.asText()));
        capabilities.commands().stream()
                .filter(command -> !named.contains(command.name()))
                .findFirst()
                .ifPresent(command -> {
                    throw Refused.Invalid.field(
                            "undeclared-command",
                            "/manifest/commands",
                            "The command '" + command.name() + "' is not among the commands of the manifest.");
                });
    }

    private static Refused immutable(SemVer version) {
        return new Refused.Conflict(
                "version-immutable",
                "Version " + version + " is published with other content and never changes; publish a higher version.");
    }

    private static String json(SkillCapabilities capabilities) {
        try {
            return Wire.strict().writeValueAsString(capabilities);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
