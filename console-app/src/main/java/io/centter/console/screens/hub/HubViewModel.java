package io.centter.console.screens.hub;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Refresh;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.NatsAccountView;
import io.centter.model.api.NatsHealth;
import io.centter.model.api.NetworkView;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.StreamState;
import io.centter.sdk.rest.ApiFailure;
import io.centter.sdk.rest.HubApi;
import io.centter.sdk.rest.MessagesApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.util.Subscription;

/// Whether the control plane and the broker hear each other, and what the broker has of each network that this person
/// is a member of.
public final class HubViewModel {
    private static final Duration OFTEN = Duration.ofSeconds(5);
    /// So many networks are asked about, the one that is looked at first.
    static final int MOST = 40;

    private final Site site;
    private final HubApi hub;
    private final Reading<NatsHealth> health;
    private final Reading<List<AccountRow>> accounts;
    private final Rows<AccountRow> rows;
    private final Edit edit;

    public HubViewModel(Site site) {
        this.site = site;
        hub = HubApi.of(site.api());
        health = new Reading<>(site.background());
        accounts = new Reading<>(site.background());
        rows = new Rows<>(
                accounts,
                row -> row.network().id(),
                row -> row.network().name() + " " + row.network().slug() + " "
                        + row.account().account());
        edit = new Edit(site);
    }

    public Reading<NatsHealth> health() {
        return health;
    }

    public Rows<AccountRow> rows() {
        return rows;
    }

    public Edit edit() {
        return edit;
    }

    public Subscription attach() {
        NetworkId here = site.id();
        health.renew(() -> site.api().natsHealth());
        accounts.renew(() -> read(here));
        Subscription news = site.news().listen(data -> data instanceof EventData.AccountDrifted, this::reload);
        return Subscription.combine(news, Refresh.every(site, OFTEN, this::reload));
    }

    public void reload() {
        health.reload();
        accounts.reload();
    }

    /// Begins to ask every server what it has of this network, and to put right what differs.
    void reconcile(AccountRow row) {
        NetworkView network = row.network();
        edit.open(
                Texts.of("hub.reconcile-title", network.name()),
                Plan.unheard(this::reload, () -> preview(row), () -> applied(hub.sync(network.id()))));
    }

    /// How it stands, in a word.
    static String state(AccountRow row) {
        if (row.account().error() != null) {
            return Texts.of("hub.state-failing");
        }
        return row.isApplied() ? Texts.of("hub.state-applied") : Texts.of("hub.state-behind", row.behind());
    }

    private static Preview preview(AccountRow row) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                Kind.NOTE, Texts.of("hub.reconcile-preview", row.network().name()), Texts.of("hub.reconcile-detail")));
        lines.add(Line.note(
                row.isApplied() ? Texts.of("hub.reconcile-level") : Texts.of("hub.reconcile-behind", row.behind())));
        return Preview.safe(lines.toArray(Line[]::new));
    }

    private static Applied applied(NatsAccountView now) {
        List<String> receipts = now.receipts().stream()
                .map(receipt -> Texts.of("hub.receipt", receipt.server(), receipt.millis()))
                .toList();
        List<String> left = new ArrayList<>();
        if (now.error() != null) {
            left.add(now.error());
        }
        if (now.appliedVersion() < now.desiredVersion()) {
            left.add(Texts.of("hub.pending", now.appliedVersion(), now.desiredVersion()));
        }
        return new Applied(Texts.of("hub.reconciled", now.appliedVersion()), receipts, left, null);
    }

    private List<AccountRow> read(NetworkId here) {
        List<NetworkView> networks = new ArrayList<>(site.api().allNetworks());
        networks.sort(
                Comparator.comparing((NetworkView network) -> !network.id().equals(here))
                        .thenComparing(NetworkView::name, String.CASE_INSENSITIVE_ORDER));
        List<AccountRow> all = new ArrayList<>();
        for (NetworkView network : networks.stream().limit(MOST).toList()) {
            all.add(new AccountRow(network, hub.account(network.id()), streams(network.id())));
        }
        return all;
    }

    /// A broker that is away says nothing of its streams; what is recorded of the account is shown all the same.
    private List<StreamState> streams(NetworkId network) {
        try {
            return MessagesApi.of(site.api()).streams(network).items();
        } catch (ApiFailure _) {
            return List.of();
        }
    }
}
