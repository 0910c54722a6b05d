package io.centter.control.skill;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.network.Rights;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.AgentSkills;
import io.centter.model.skill.ChangeInstall;
import io.centter.model.skill.InstallSkill;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVisibility;
import io.centter.model.skill.VersionRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules of what agents have installed. An install is its own grant: the scopes of a skill stand in its row and go
/// with it, whatever else grants the same.
public final class InstallService {
    private static final int MAX_SKILLS = 256;

    private final Ground ground;
    private final PresenceBoard board;

    public InstallService(Ground ground, PresenceBoard board) {
        this.ground = ground;
        this.board = board;
    }

    AgentSkills list(Call<?> call) {
        SkillReports reports = SkillReports.of(board, call.network(), call.agent());
        return ground.transactions().read(handle -> {
            InstallSql sql = InstallSql.of(handle);
            return reports.beside(
                    call.agent(), sql.list(call.network(), call.agent()), sql.known(call.network(), reports.names()));
        });
    }

    AgentSkill install(Call<InstallSkill> call) {
        return ground.transactions().inNetwork(call.network(), handle -> {
            Rights.require(handle, call.user(), call.network(), MemberRole.OPERATOR);
            return ground.idempotency()
                    .once(handle, call.idempotencyKey(), AgentSkill.class, view -> view, () -> insert(handle, call));
        });
    }

    /// Another version, higher or lower; the same one again changes nothing.
    AgentSkill change(Call<ChangeInstall> call) {
        NetworkId network = call.network();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            InstallSql.Installed before = installed(handle, call, call.path("skill"));
            SkillRow skill = locked(handle, before.skillId());
            ChangeInstall change = call.body();
            if (change.version() != null && change.version().value().equals(before.version())) {
                return view(call, before);
            }
            requireInstallable(skill, network);
            VersionRow version = version(handle, skill, change.version());
            if (version.version().equals(before.version())) {
                return view(call, before);
            }
            ScopeApproval.require(
                    version.wanted(),
                    before.grantedScopes().stream().map(Scope::parse).toList(),
                    Objects.requireNonNullElse(change.approveScopes(), List.of()));
            InstallSql.of(handle).change(row(call, skill, version));
            return told(handle, call, before, installed(handle, call, skill.id().toString()));
        });
    }

    void uninstall(Call<?> call) {
        NetworkId network = call.network();
        AgentId agent = call.agent();
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            InstallSql.Installed gone = installed(handle, call, call.path("skill"));
            SkillSql.of(handle).lock(gone.skillId());
            InstallSql.of(handle).delete(network, agent, gone.skillId());
            ground.outbox()
                    .event(
                            handle,
                            network,
                            new EventData.SkillUninstalled(
                                    agent, gone.skillId(), gone.slug(), new SemVer(gone.version()), scopes(gone)));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "skill.uninstall", "agent:" + agent)
                                    .change(audited(gone), null));
            return true;
        });
    }

    private AgentSkill insert(Handle handle, Call<InstallSkill> call) {
        InstallSql sql = InstallSql.of(handle);
        if (!sql.lives(call.network(), call.agent())) {
            throw new Refused.NotFound();
        }
        InstallSkill install = call.body();
        UUID id = SkillSql.of(handle)
                .find(Ref.of(install.skill()), Viewer.of(call.caller()))
                .orElseThrow(Refused.NotFound::new)
                .id();
        SkillRow skill = locked(handle, id);
        requireInstallable(skill, call.network());
        List<InstallSql.Installed> already = sql.list(call.network(), call.agent());
        requireRoom(already, skill);
        VersionRow version = version(handle, skill, install.version());
        if (install.approveScopes() != null) {
            ScopeApproval.require(version.wanted(), List.of(), install.approveScopes());
        }
        sql.insert(row(call, skill, version));
        return told(handle, call, null, installed(handle, call, skill.id().toString()));
    }

    private AgentSkill told(
            Handle handle, Call<?> call, InstallSql.@Nullable Installed before, InstallSql.Installed after) {
        ground.outbox()
                .event(
                        handle,
                        call.network(),
                        new EventData.SkillInstalled(
                                call.agent(),
                                after.skillId(),
                                after.slug(),
                                new SemVer(after.version()),
                                before == null ? null : new SemVer(before.version()),
                                scopes(after)));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(
                                        call.network(),
                                        Actor.of(call.caller()),
                                        before == null ? "skill.install" : "skill.change",
                                        "agent:" + call.agent())
                                .change(before == null ? null : audited(before), audited(after)));
        return view(call, after);
    }

    private AgentSkill view(Call<?> call, InstallSql.Installed row) {
        return SkillReports.of(board, call.network(), call.agent()).view(row);
    }

    private InstallSql.Install row(Call<?> call, SkillRow skill, VersionRow version) {
        return new InstallSql.Install(
                call.network(),
                call.agent(),
                skill.id(),
                version.id(),
                version.scopes(),
                call.user().user(),
                ground.now());
    }

    private static InstallSql.Installed installed(Handle handle, Call<?> call, String skill) {
        return InstallSql.of(handle)
                .find(call.network(), call.agent(), Ref.of(skill))
                .orElseThrow(Refused.NotFound::new);
    }

    /// Under its lock nobody yanks, withdraws or counts the skill at the same time.
    private static SkillRow locked(Handle handle, UUID skill) {
        SkillSql sql = SkillSql.of(handle);
        sql.lock(skill);
        return sql.byId(skill).orElseThrow(Refused.NotFound::new);
    }

    private static void requireInstallable(SkillRow skill, NetworkId network) {
        if (skill.visibility() == SkillVisibility.PRIVATE && !network.equals(skill.networkId())) {
            throw new Refused.NotFound();
        }
        if (skill.status() != SkillStatus.PUBLISHED) {
            String status = skill.status().name().toLowerCase(Locale.ROOT);
            throw new Refused.Conflict(
                    "skill-" + status, "The skill '" + skill.slug() + "' is " + status + " and cannot be installed.");
        }
    }

    private static void requireRoom(List<InstallSql.Installed> already, SkillRow skill) {
        if (already.stream().anyMatch(one -> one.skillId().equals(skill.id()))) {
            throw new Refused.Conflict(
                    "already-installed",
                    "The agent has the skill '" + skill.slug() + "' already; PUT to it changes its version.");
        }
        if (already.size() >= MAX_SKILLS) {
            throw new Refused.Limit(
                    "too-many-skills", "An agent has at most " + MAX_SKILLS + " skills; uninstall one first.", null);
        }
    }

    /// The version that was named, or the highest release.
    private static VersionRow version(Handle handle, SkillRow skill, @Nullable SemVer named) {
        VersionSql sql = VersionSql.of(handle);
        if (named == null) {
            List<SemVer> numbers = sql.numbers(skill.id()).stream()
                    .filter(one -> !one.yanked())
                    .map(one -> new SemVer(one.version()))
                    .toList();
            return VersionRules.newest(numbers)
                    .flatMap(newest -> sql.find(skill.id(), newest.value()))
                    .orElseThrow(() -> new Refused.Conflict(
                            "no-version",
                            "The skill '" + skill.slug()
                                    + "' has no release to install; a pre-release must be named in version."));
        }
        Optional<VersionRow> version = sql.find(skill.id(), named.value());
        VersionRow found = version.orElseThrow(() -> Refused.Invalid.field(
                "no-such-version", "/version", "The skill '" + skill.slug() + "' has no version " + named + "."));
        if (found.yankedAt() != null) {
            throw new Refused.Conflict(
                    "version-yanked",
                    "Version " + named + " was yanked and cannot be newly installed: " + found.yankReason());
        }
        return found;
    }

    private static List<Scope> scopes(InstallSql.Installed row) {
        return row.grantedScopes().stream().map(Scope::parse).toList();
    }

    private static Map<String, Object> audited(InstallSql.Installed row) {
        return Map.of(
                "skill", row.slug(),
                "skill_id", row.skillId(),
                "version", row.version(),
                "scopes", row.grantedScopes());
    }
}
