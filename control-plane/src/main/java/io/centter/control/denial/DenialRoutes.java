package io.centter.control.denial;

import io.centter.control.ground.Ground;
import io.centter.control.http.Access;
import io.centter.control.http.Call;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.control.refusal.Refused;
import io.centter.model.api.DeniedView;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.heartbeat.Denial;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.BrokerRights;
import io.centter.model.permission.Remedy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What was refused in a network, and what would allow it.
public final class DenialRoutes {
    private static final String FIRST = "\uffff";
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

    private final Ground ground;

    public DenialRoutes(Ground ground) {
        this.ground = ground;
    }

    public void declare(Router router) {
        router.get(
                        "/networks/{network}/denied",
                        "What the broker refused to agents, and what would allow it; latest first")
                .by(Access.member(MemberRole.VIEWER))
                .query("agent", "limit", "cursor")
                .givesPage(DeniedView.class)
                .handle(call -> Reply.of(list(call)));
    }

    private Page<DeniedView> list(Call<?> call) {
        String agent = agent(call);
        String list = "denied:" + call.network() + ":" + agent;
        int limit = call.limit(100, 500);
        List<String> place =
                ground.cursors().read(list, call.query("cursor")).orElse(List.of(END.toString(), FIRST, FIRST, FIRST));
        DenialSql.Place before =
                new DenialSql.Place(Instant.parse(place.get(0)), place.get(1), place.get(2), place.get(3));
        Instant since = ground.now().minus(Denials.KEPT);
        List<DenialSql.Row> found = ground.transactions()
                .read(handle -> DenialSql.of(handle).list(call.network(), agent, since, before, limit + 1));
        boolean more = found.size() > limit;
        List<DenialSql.Row> page = more ? found.subList(0, limit) : found;
        DenialSql.Row last = page.isEmpty() ? null : page.getLast();
        return new Page<>(
                page.stream().map(DenialRoutes::told).toList(),
                more && last != null
                        ? ground.cursors()
                                .after(
                                        list,
                                        last.lastAt().toString(),
                                        last.agentId().value(),
                                        last.subject(),
                                        last.operation())
                        : null);
    }

    private static @Nullable String agent(Call<?> call) {
        try {
            return call.query("agent").map(AgentId::new).map(AgentId::value).orElse(null);
        } catch (InvalidValue e) {
            throw Refused.Invalid.field("invalid-value", "agent", String.valueOf(e.getMessage()));
        }
    }

    private static DeniedView told(DenialSql.Row row) {
        Denial.Operation operation = Denial.Operation.valueOf(row.operation().toUpperCase(Locale.ROOT));
        Remedy remedy = BrokerRights.remedy(row.subject(), operation == Denial.Operation.PUBLISH, row.agentId());
        return new DeniedView(
                row.agentId(),
                row.name(),
                row.role(),
                row.subject(),
                operation,
                row.count(),
                row.firstAt(),
                row.lastAt(),
                remedy.scope().orElse(null),
                remedy.role().orElse(null));
    }
}
