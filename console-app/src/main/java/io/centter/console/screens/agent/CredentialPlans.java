package io.centter.console.screens.agent;

import io.centter.console.desk.Bulk;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Preview.Weight;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.NatsAccountView;
import io.centter.model.api.Page;
import io.centter.model.api.RevokeCredentials;
import io.centter.model.api.RevokedCredentials;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.AgentPresence;
import io.centter.sdk.rest.HubApi;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Ends broker credentials, with a receipt of each server.
final class CredentialPlans {
    private final Site site;
    private final Bulk bulk;
    private final HubApi hub;

    CredentialPlans(Site site, Bulk bulk) {
        this.site = site;
        this.bulk = bulk;
        hub = HubApi.of(site.api());
    }

    /// Of one agent: each of its credentials is named.
    Plan end(AgentPresence agent, String reason) {
        AgentId id = agent.agent();
        return Plan.heardBy(
                data -> data instanceof EventData.CredentialsRevoked revoked
                        && revoked.agent().equals(id),
                () -> {
                    List<Line> lines = new ArrayList<>();
                    Page<BrokerCredential> credentials = hub.credentials(id, null, AgentRecords.MOST);
                    for (BrokerCredential one : credentials.items()) {
                        if (one.good()) {
                            lines.add(new Line(
                                    Kind.LOSE,
                                    words(site, id, one),
                                    one.userPublicKey().substring(0, 12) + "…"));
                        }
                    }
                    if (credentials.nextCursor() != null) {
                        lines.add(Line.warning(Texts.of("act.credentials-cut")));
                    } else if (lines.isEmpty()) {
                        lines.add(Line.warning(Texts.of("act.no-credentials", agent.name())));
                    }
                    return careful(lines);
                },
                () -> {
                    RevokedCredentials done = site.api().revokeCredentials(id, new RevokeCredentials(reason));
                    Applied applied = new Applied(
                            Texts.of("act.credentials-ended", done.revoked()), receipts(done.receipts()), null);
                    return done.propagation().equals("applied") ? applied : applied.followedBy(this::atTheBroker);
                });
    }

    /// Of many.
    ///
    /// @param state of an agent, in words
    Plan end(List<AgentPresence> agents, String reason, Function<AgentPresence, String> state) {
        List<AgentId> ids = agents.stream().map(AgentPresence::agent).toList();
        return Plan.heardBy(
                data -> data instanceof EventData.CredentialsRevoked revoked && ids.contains(revoked.agent()),
                () -> {
                    Preview each = careful(Preview.each(Kind.LOSE, agents, AgentPresence::name, state));
                    return new Preview(
                            each.lines(),
                            Weight.DESTRUCTIVE,
                            site.network().get().slug().value());
                },
                () -> bulk.run(agents, AgentPresence::name, agent -> {
                            var _ = site.api().revokeCredentials(agent.agent(), new RevokeCredentials(reason));
                        })
                        .followedBy(this::atTheBroker));
    }

    /// How one stands: whose rights, who got it, when.
    static String words(Site site, AgentId agent, BrokerCredential one) {
        return Texts.of(
                "act.credential",
                rights(one),
                issuer(site, agent, one),
                Times.exact(one.issuedAt(), ZoneId.systemDefault()));
    }

    /// The roles; what it has of its own beside them has no name.
    static String rights(BrokerCredential one) {
        int own = one.rights().indexOf('#');
        String roles = own < 0 ? one.rights() : one.rights().substring(0, own);
        String named = roles.replace("+", " + ");
        return own < 0 ? named : Texts.of("credentials.own", named);
    }

    static String issuer(Site site, AgentId agent, BrokerCredential one) {
        String by = one.issuedBy();
        if (by == null) {
            return Texts.of("credentials.by-nobody-known");
        }
        if (by.equals("agent:" + agent)) {
            return Texts.of("credentials.by-itself");
        }
        return by.equals("user:" + site.user().id())
                ? Texts.of("message.you")
                : Texts.of("message.person", by.substring(by.indexOf(':') + 1).substring(0, 8));
    }

    private static Preview careful(List<Line> lines) {
        List<Line> all = new ArrayList<>(lines);
        all.add(new Line(Kind.RECONNECT, Texts.of("act.credentials-reconnect"), ""));
        all.add(Line.warning(Texts.of("act.credentials-key")));
        return new Preview(all, Weight.CAREFUL, null);
    }

    /// Nothing until every server has what was recorded.
    private List<String> atTheBroker() {
        NatsAccountView account = hub.account(site.id());
        return account.appliedVersion() < account.desiredVersion() ? List.of() : receipts(account.receipts());
    }

    private static List<String> receipts(List<RevokedCredentials.ServerReceipt> receipts) {
        return receipts.stream()
                .map(receipt -> Texts.of("hub.receipt", receipt.server(), receipt.millis()))
                .toList();
    }
}
