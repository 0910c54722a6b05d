package io.centter.console.screens.agent;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Refresh;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Site;
import io.centter.console.screens.agent.AgentRecords.Held;
import io.centter.console.screens.agent.AgentRecords.Mail;
import io.centter.model.a2a.AgentCard;
import io.centter.model.api.AgentView;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.Page;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.route.EgoGraph;
import io.centter.model.skill.AgentSkills;
import java.time.Duration;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What the control plane keeps of one agent: each part is read when it is first looked at, and again when the hub
/// tells
/// of something that concerns it.
public final class AgentDossier {
    /// No event tells of a message that comes or is taken.
    private static final Duration OFTEN = Duration.ofSeconds(5);

    private final Site site;
    private final AgentRecords records;
    private final ObjectProperty<Facet> facet = new SimpleObjectProperty<>(Facet.NOW);
    private final Reading<AgentView> record;
    private final Reading<AgentSkills> skills;
    private final Reading<EgoGraph> routes;
    private final Reading<Held> rights;
    private final Reading<Page<BrokerCredential>> credentials;
    private final Reading<Mail> mail;
    private final Reading<AgentCard> card;
    private @Nullable AgentId agent;

    public AgentDossier(Site site) {
        this.site = site;
        records = new AgentRecords(site);
        record = new Reading<>(site.background());
        skills = new Reading<>(site.background());
        routes = new Reading<>(site.background());
        rights = new Reading<>(site.background());
        credentials = new Reading<>(site.background());
        mail = new Reading<>(site.background());
        card = new Reading<>(site.background());
        facet.subscribe(this::look);
    }

    /// Which part is looked at; it stays when another agent is shown.
    public ObjectProperty<Facet> facetProperty() {
        return facet;
    }

    /// The agent as it is recorded: its description, and whether it is locked.
    public Reading<AgentView> record() {
        return record;
    }

    public Reading<AgentSkills> skills() {
        return skills;
    }

    public Reading<EgoGraph> routes() {
        return routes;
    }

    public Reading<Held> rights() {
        return rights;
    }

    public Reading<Page<BrokerCredential>> credentials() {
        return credentials;
    }

    public Reading<Mail> mail() {
        return mail;
    }

    public Reading<AgentCard> card() {
        return card;
    }

    /// Shows this agent; null none.
    public void show(@Nullable AgentId next) {
        if (Objects.equals(agent, next)) {
            return;
        }
        agent = next;
        for (Reading<?> one : parts()) {
            one.clear();
        }
        record.clear();
        if (next != null) {
            record.read(() -> site.api().agent(next));
            look(facet.get());
        }
    }

    /// Listens until the screen is hidden.
    public Subscription attach() {
        Subscription news = site.news().listen(this::concerns, this::reload);
        Subscription inbox = Refresh.every(site, OFTEN, () -> {
            if (facet.get() == Facet.INBOX) {
                mail.reload();
            }
        });
        return Subscription.combine(news, inbox);
    }

    /// Reads again what is looked at; the rest when it is looked at.
    public void reload() {
        Reading<?> looked = part(facet.get());
        for (Reading<?> one : parts()) {
            if (one != looked) {
                one.clear();
            }
        }
        record.reload();
        if (looked != null) {
            looked.reload();
        }
    }

    private Reading<?>[] parts() {
        return new Reading<?>[] {skills, routes, rights, credentials, mail, card};
    }

    private @Nullable Reading<?> part(Facet which) {
        return switch (which) {
            case NOW -> null;
            case SKILLS -> skills;
            case ROUTES -> routes;
            case RIGHTS -> rights;
            case CREDENTIALS -> credentials;
            case INBOX -> mail;
            case CARD -> card;
        };
    }

    private void look(Facet which) {
        AgentId id = agent;
        Reading<?> part = part(which);
        if (id == null || part == null || part.phaseProperty().get() != Reading.Phase.IDLE) {
            return;
        }
        switch (which) {
            case NOW -> {}
            case SKILLS -> skills.read(() -> records.skills(id));
            case ROUTES -> routes.read(() -> records.routes(id));
            case RIGHTS -> rights.read(() -> records.rights(id));
            case CREDENTIALS -> credentials.read(() -> records.credentials(id));
            case INBOX -> mail.read(() -> records.mail(id));
            case CARD -> card.read(() -> records.card(id));
        }
    }

    private boolean concerns(EventData data) {
        AgentId id = agent;
        return id != null
                && (Rights.concern(data, id)
                        || switch (data) {
                            case EventData.AgentChanged changed ->
                                changed.agent().equals(id);
                            case EventData.AgentLocked locked -> locked.agent().equals(id);
                            case EventData.AgentUnlocked unlocked ->
                                unlocked.agent().equals(id);
                            case EventData.AgentTransportChanged moved ->
                                moved.agent().equals(id);
                            case EventData.ApiKeyRotated rotated ->
                                rotated.agent().equals(id);
                            case EventData.CredentialsIssued issued ->
                                issued.agent().equals(id);
                            case EventData.CredentialsRevoked revoked ->
                                revoked.agent().equals(id);
                            case EventData.RoutesChanged _, EventData.RelaysChanged _ -> true;
                            case EventData.MessageDied died -> died.agent().equals(id);
                            case EventData.DeadLetterRequeued back ->
                                back.agent().equals(id);
                            // Whatever else is told of is no part of this.
                            default -> false;
                        });
    }
}
