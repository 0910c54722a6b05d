package io.centter.control.skill;

import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.refusal.Refused;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The skill that a path names, as far as the caller reaches it.
final class Shelf {
    private final Curators curators;

    Shelf(Curators curators) {
        this.curators = curators;
    }

    /// What the caller may see; curators also see what is in quarantine.
    SkillRow visible(Handle handle, Call<?> call) {
        SkillSql sql = SkillSql.of(handle);
        Ref ref = Ref.of(call.path("skill"));
        Optional<SkillRow> seen = sql.find(ref, Viewer.of(call.caller()));
        if (seen.isEmpty() && curators.is(handle, call.caller())) {
            seen = sql.quarantined(ref);
        }
        return seen.orElseThrow(Refused.NotFound::new);
    }

    /// Under its lock, where this person owns it.
    SkillRow requireOwn(Handle handle, Call<?> call, Caller.UserCaller caller) {
        SkillRow seen = visible(handle, call);
        if (!seen.ownerId().equals(caller.user())) {
            throw PublisherService.notOwner(seen.publisherName());
        }
        return locked(handle, seen);
    }

    /// Under its lock, where this person is a curator.
    SkillRow requireCurated(Handle handle, Call<?> call) {
        SkillRow seen = visible(handle, call);
        curators.require(handle, call.caller());
        return locked(handle, seen);
    }

    private static SkillRow locked(Handle handle, SkillRow seen) {
        SkillSql sql = SkillSql.of(handle);
        sql.lock(seen.id());
        return sql.byId(seen.id()).orElseThrow(Refused.NotFound::new);
    }
}
