package io.centter.console.screens.hub;

import io.centter.console.desk.Fact;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Sizes;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.api.AccountDrift;
import io.centter.model.api.NatsAccountView;
import io.centter.model.message.StreamState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The broker, and what it has of the networks.
public final class HubScreen extends ListScreen<AccountRow> {
    private final HubViewModel model;

    public HubScreen(Site site, HubViewModel model) {
        super(site, "hub", "fth-radio", model.rows(), model.edit());
        this.model = model;
    }

    @Override
    protected RowsTable<AccountRow> table() {
        return new RowsTable<>("hub-table", Texts.of("hub.accounts"), model.rows())
                .text(Texts.of("hub.network"), 140, row -> row.network().name(), "cell-name")
                .growing()
                .node(Texts.of("hub.state"), 130, Comparator.comparing(HubViewModel::state), HubScreen::chip)
                .text(Texts.of("hub.version"), 90, HubScreen::version, "cell-mono")
                .ago(Texts.of("hub.applied"), 90, row -> row.account().appliedAt(), site().ticker())
                .needs(620)
                .ago(Texts.of("hub.checked"), 90, row -> row.account().checkedAt(), site().ticker())
                .text(Texts.of("hub.servers"), 120, HubScreen::servers, "cell-muted")
                .needs(700)
                .text(Texts.of("hub.drift"), 120, HubScreen::drift, "cell-muted")
                .needs(820)
                .number(Texts.of("hub.messages"), 90, AccountRow::messages)
                .needs(900)
                .text(Texts.of("hub.bytes"), 90, row -> Sizes.of(row.bytes()), "cell-muted")
                .needs(980);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-radio", Texts.of("hub.empty"), Texts.of("hub.empty-detail"));
    }

    @Override
    protected Optional<Node> above() {
        return Optional.of(new HealthCards(site(), model.health()).node());
    }

    @Override
    protected List<Node> actions() {
        Button now = Labels.button(Texts.of("hub.reconcile"), "fth-refresh-cw", () -> {
            AccountRow selected = model.rows().selectedProperty().get();
            if (selected != null) {
                model.reconcile(selected);
            }
        });
        now.setId("hub-reconcile");
        now.disableProperty().bind(model.rows().selectedProperty().isNull());
        return List.of(now);
    }

    @Override
    protected Region detail(AccountRow row) {
        NatsAccountView account = row.account();
        Button now = Labels.button(Texts.of("hub.reconcile"), "fth-refresh-cw", () -> model.reconcile(row), "primary");
        now.setId("hub-reconcile-one");
        SidePane pane = new SidePane(
                        site(),
                        "hub-pane",
                        row.network().name(),
                        () -> model.rows().closeDetail())
                .under(Labels.styled(row.network().slug().value(), "muted"), Labels.spring(), chip(row));
        if (account.error() != null) {
            pane.add(Labels.wrapped(Texts.of("hub.failed", account.error()), "banner", "banner-warning"));
        }
        pane.actions(now);
        pane.facts(List.of(
                Fact.id(Texts.of("hub.account"), account.account()),
                Fact.of(Texts.of("hub.desired"), Texts.of("number", account.desiredVersion())),
                Fact.of(Texts.of("hub.has"), Texts.of("number", account.appliedVersion())),
                Fact.at(Texts.of("hub.applied"), account.appliedAt()),
                Fact.at(Texts.of("hub.checked"), account.checkedAt())));
        pane.section(Texts.of("hub.receipts"));
        if (account.receipts().isEmpty()) {
            pane.add(Labels.wrapped(Texts.of("hub.no-receipts"), "muted"));
        }
        pane.facts(account.receipts().stream()
                .map(receipt -> Fact.of(receipt.server(), Texts.of("hub.millis", receipt.millis())))
                .toList());
        drift(pane, account.drift());
        streams(pane, row.streams());
        return pane.node();
    }

    private static void drift(SidePane pane, @Nullable AccountDrift drift) {
        pane.section(Texts.of("hub.drift"))
                .add(Labels.wrapped(
                        drift == null
                                ? Texts.of("hub.no-drift")
                                : Texts.of(
                                        "hub.drifted", Texts.word("hub.drift-kind", drift.kind()), exact(drift.at())),
                        "muted"));
    }

    private static void streams(SidePane pane, List<StreamState> streams) {
        pane.section(Texts.of("hub.streams"));
        if (streams.isEmpty()) {
            pane.add(Labels.wrapped(Texts.of("hub.no-streams"), "muted"));
        }
        streams.forEach(stream -> pane.add(
                Labels.styled(stream.name(), "mono"),
                Labels.wrapped(
                        Texts.of(
                                "messages.stream-holds",
                                stream.messages(),
                                Sizes.of(stream.bytes()),
                                stream.maxBytes() <= 0 ? "∞" : Sizes.of(stream.maxBytes())),
                        "muted"),
                Labels.wrapped(
                        Texts.of("hub.consumers", stream.consumers(), stream.firstSeq(), stream.lastSeq()),
                        "muted",
                        "small")));
    }

    @Override
    protected List<Node> fields() {
        return List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private static Label chip(AccountRow row) {
        return Labels.styled(
                HubViewModel.state(row),
                "chip",
                row.account().error() != null ? "chip-danger" : row.isApplied() ? "chip-good" : "chip-warning");
    }

    private static String version(AccountRow row) {
        return row.isApplied()
                ? String.format(Locale.getDefault(), "%,d", row.account().appliedVersion())
                : Texts.of(
                        "count.part",
                        row.account().appliedVersion(),
                        row.account().desiredVersion());
    }

    private static String servers(AccountRow row) {
        int count = row.account().receipts().size();
        return count == 0 ? "" : Texts.of("hub.servers-within", count, row.slowest());
    }

    private static String drift(AccountRow row) {
        AccountDrift drift = row.account().drift();
        return drift == null ? Texts.of("hub.none") : Texts.word("hub.drift-kind", drift.kind());
    }

    private static String exact(@Nullable Instant at) {
        return at == null ? "" : Times.exact(at, ZoneId.systemDefault());
    }
}
