package io.centter.control.skill;

import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells networks what became of a skill. Each in a transaction of its own, after that of the change: an install locks
/// its network before the skill. Who asks for the same change again has those told that were not.
final class SkillNews {
    private static final Logger LOG = LoggerFactory.getLogger(SkillNews.class);

    private final Transactions transactions;
    private final Outbox outbox;

    /// A network that is concerned, and how many of its agents have what the news is about.
    public record Holder(NetworkId networkId, int agents) {}

    SkillNews(Ground ground) {
        this.transactions = ground.transactions();
        this.outbox = ground.outbox();
    }

    /// Tells every network that has the skill, and the one of its publisher, that it is in quarantine.
    void quarantined(UUID id) {
        transactions
                .read(handle -> SkillSql.of(handle).byId(id))
                .ifPresent(skill -> skill.quarantine()
                        .ifPresent(why -> concerned(skill, agents -> {
                            return new EventData.SkillQuarantined(id, skill.slug(), why.reason(), agents);
                        })));
    }

    /// The same of its end.
    void released(SkillRow skill, String reason) {
        concerned(skill, agents -> new EventData.SkillReleased(skill.id(), skill.slug(), reason, agents));
    }

    private void concerned(SkillRow skill, IntFunction<EventData> event) {
        tell(transactions.read(handle -> SkillSql.of(handle).concerned(skill.id())), event);
    }

    /// Tells each of these networks.
    ///
    /// @param event of how many agents it has
    void tell(List<Holder> holders, IntFunction<EventData> event) {
        for (Holder holder : holders) {
            NetworkId network = holder.networkId();
            EventData news = event.apply(holder.agents());
            try {
                transactions.inNetwork(network, handle -> outbox.event(handle, network, news));
            } catch (Refused e) {
                LOG.warn("news of a skill untold network={} news={} cause=\"{}\"", network, news, e.getMessage());
            }
        }
    }
}
