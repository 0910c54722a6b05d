package io.centter.console.screens.agent;

import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Secret;
import io.centter.console.desk.Plan.Side;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Preview.Weight;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.AgentView;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.UpdateAgent;
import io.centter.model.event.EventData;
import io.centter.model.permission.PermissionChange;
import io.centter.model.presence.AgentPresence;
import io.centter.model.role.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What an agent is called and what it is: said when it is made, and changed afterwards.
final class IdentityPlans {
    private final Site site;

    IdentityPlans(Site site) {
        this.site = site;
    }

    /// An agent comes into the network, and whoever made it gets its API key, once.
    Plan create(CreateAgent agent) {
        return Plan.heardBy(
                data -> data instanceof EventData.AgentCreated made
                        && made.name().equals(agent.name()),
                () -> Preview.safe(
                        new Line(Kind.GAIN, Texts.of("act.create-gain", agent.name()), ""),
                        Line.note(Texts.of(
                                "act.create-note",
                                agent.slugOrSuggested(),
                                Texts.word("role", agent.roleOrDefault())))),
                () -> {
                    AgentCreated made = site.api().createAgent(site.id(), agent);
                    String key = made.apiKey();
                    return key == null
                            // The first answer was lost, and with it the key.
                            ? Applied.done(Texts.of("act.create-no-key", agent.name()))
                            : Applied.done(agent.name())
                                    .showing(new Secret(
                                            Texts.of("act.key-of", agent.name()),
                                            key,
                                            made.agent().slug() + ".key"));
                });
    }

    /// @param update what of it is another than now
    /// @param again makes the same change where somebody else was faster
    Plan change(AgentPresence agent, UpdateAgent update, Runnable again) {
        AtomicReference<@Nullable AgentView> looked = new AtomicReference<>();
        return Plan.heardBy(
                        data -> data instanceof EventData.AgentChanged changed
                                && changed.agent().equals(agent.agent()),
                        () -> {
                            looked.set(site.api().agent(agent.agent()));
                            return preview(agent, update);
                        },
                        () -> {
                            AgentView before = Objects.requireNonNull(looked.get(), "what was looked at");
                            AgentView now = site.api().updateAgent(agent.agent(), before.version(), update);
                            return Applied.done(Texts.of("version", now.version()))
                                    .undoneBy(change(agent, back(before, update), again));
                        })
                .onConflict(() -> {
                    AgentView now = site.api().agent(agent.agent());
                    return new Conflict(sides(now, update), again);
                });
    }

    private Preview preview(AgentPresence agent, UpdateAgent update) {
        String name = update.name();
        Role role = update.role();
        List<Line> lines = new ArrayList<>();
        if (name != null) {
            lines.add(Line.note(Texts.of("act.rename-note", agent.name(), name, agent.slug())));
        }
        return role == null
                ? new Preview(lines, Weight.SAFE, null)
                : Rights.previewEach(site, List.of(new PermissionChange.ChangeRole(agent.agent(), role)), lines);
    }

    private static UpdateAgent back(AgentView before, UpdateAgent update) {
        return new UpdateAgent(
                update.name() == null ? null : before.name(), update.role() == null ? null : before.role(), null);
    }

    private static List<Side> sides(AgentView now, UpdateAgent update) {
        List<Side> sides = new ArrayList<>();
        if (update.name() != null) {
            sides.add(new Side(Texts.of("agents.column.name"), now.name(), update.name()));
        }
        if (update.role() != null) {
            sides.add(new Side(
                    Texts.of("agents.column.role"), Texts.word("role", now.role()), Texts.word("role", update.role())));
        }
        return sides;
    }
}
