package io.centter.control.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.event.Happened;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells networks what became of a skill. What is to be told is written in the transaction of the change, under the
/// skill's lock; it becomes an event of each network in a transaction of its own, as an install locks its network
/// before
/// the skill. Each is told once: at once by who made the change, and within a minute where that process ended before.
public final class SkillNews {
    private static final Logger LOG = LoggerFactory.getLogger(SkillNews.class);

    private final Ground ground;

    /// A network that is concerned, and how many of its agents have what the news is about.
    public record Holder(NetworkId networkId, int agents) {}

    public SkillNews(Ground ground) {
        this.ground = ground;
    }

    /// Every network that has the skill, and the one of its publisher, is to hear that it is in quarantine.
    void quarantined(Handle handle, UUID id) {
        SkillRow skill = SkillSql.of(handle).byId(id).orElseThrow();
        skill.quarantine()
                .ifPresent(why -> leave(handle, SkillSql.of(handle).concerned(id), agents -> {
                    return new EventData.SkillQuarantined(id, skill.slug(), why.reason(), agents);
                }));
    }

    /// The same of its end.
    void released(Handle handle, SkillRow skill, String reason) {
        leave(handle, SkillSql.of(handle).concerned(skill.id()), agents -> {
            return new EventData.SkillReleased(skill.id(), skill.slug(), reason, agents);
        });
    }

    /// Every network that has the version is to hear that it was taken back.
    void yanked(Handle handle, SkillRow skill, VersionRow version) {
        leave(handle, VersionSql.of(handle).holders(skill.id(), version.id()), agents -> {
            String reason = Objects.requireNonNull(version.yankReason());
            return new EventData.SkillVersionYanked(skill.id(), skill.slug(), version.semVer(), reason, agents);
        });
    }

    private void leave(Handle handle, List<Holder> holders, IntFunction<EventData> event) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("news of a skill belong into the transaction of its change");
        }
        NewsSql.of(handle)
                .leave(
                        holders.stream().map(Holder::networkId).toList(),
                        holders.stream()
                                .map(holder -> written(event.apply(holder.agents())))
                                .toList(),
                        ground.clock().instant());
    }

    /// Tells all that was not told yet, whoever left it; what cannot be told now is kept.
    ///
    /// @return how many events that were
    public int tell() {
        return waiting().stream().mapToInt(this::tell).sum();
    }

    // Whoever made the change is to hear that it is made, whatever becomes of its news.
    private List<NetworkId> waiting() {
        try {
            return ground.transactions().read(handle -> NewsSql.of(handle).waiting());
        } catch (RuntimeException e) {
            LOG.warn("news of skills wait cause=\"{}\"", e.getMessage());
            return List.of();
        }
    }

    private int tell(NetworkId network) {
        try {
            return ground.transactions().inNetwork(network, handle -> {
                List<Happened> news = NewsSql.of(handle).take(network).stream()
                        .map(one -> new Happened(one.at(), read(one.event())))
                        .toList();
                return ground.outbox().events(handle, network, news).size();
            });
        } catch (Refused.NotFound _) {
            forget(network);
            return 0;
        } catch (RuntimeException e) {
            LOG.warn("news of skills wait network={} cause=\"{}\"", network, e.getMessage());
            return 0;
        }
    }

    private void forget(NetworkId network) {
        ground.transactions().write(handle -> {
            NewsSql.of(handle).forget(network);
            return true;
        });
    }

    private static String written(EventData event) {
        try {
            return Wire.strict().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EventData read(String event) {
        try {
            return Wire.tolerant().readValue(event, EventData.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
