package io.centter.console.screens.dns;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.DnsRecordView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The names of agents.
public final class DnsScreen extends ListScreen<DnsRecordView> {
    private final DnsViewModel model;

    public DnsScreen(Site site, DnsViewModel model) {
        super(site, "dns", "fth-globe", model.rows(), model.edit());
        this.model = model;
    }

    @Override
    protected RowsTable<DnsRecordView> table() {
        return new RowsTable<>("dns-table", title(), model.rows())
                .text(Texts.of("dns.agent"), 130, record -> site().name(record.agentId()), "cell-name")
                .text(Texts.of("dns.name"), 220, DnsScreen::name, "cell-mono")
                .growing()
                .text(
                        Texts.of("dns.address"),
                        150,
                        record -> Objects.requireNonNullElse(record.address(), "–"),
                        "cell-mono")
                .text(
                        Texts.of("dns.source"),
                        110,
                        record -> record.source() == null ? "" : Texts.word("dns.from", record.source()),
                        "cell-muted")
                .needs(600)
                .text(Texts.of("dns.state"), 190, DnsScreen::state);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-globe", Texts.of("dns.empty"), Texts.of("dns.empty-detail"));
    }

    /// Whoever looks at names should know at once when none of them is published.
    @Override
    protected Optional<Node> above() {
        Label notice = Labels.wrapped(Texts.of("dns.no-zone"), "banner", "banner-warning");
        VBox box = new VBox(notice);
        box.getStyleClass().add("notice-above");
        model.rows()
                .items()
                .subscribe(() ->
                        Labels.visible(box, model.rows().items().stream().anyMatch(record -> record.fqdn() == null)));
        Labels.visible(box, false);
        return Optional.of(box);
    }

    @Override
    protected List<Node> actions() {
        Button sync = Labels.button(Texts.of("dns.sync"), "fth-upload-cloud", model::sync);
        sync.setId("dns-sync");
        return List.of(sync);
    }

    @Override
    protected Region detail(DnsRecordView record) {
        Button clear = Labels.button(Texts.of("dns.clear"), "fth-rotate-ccw", () -> model.clear(record));
        Labels.visible(clear, record.source() == DnsRecordView.Source.OVERRIDE);
        return new SidePane(
                        site(),
                        "dns-pane",
                        site().name(record.agentId()),
                        () -> model.rows().closeDetail())
                .under(Labels.styled(name(record), "mono", "muted"))
                .actions(
                        Labels.button(Texts.of("dns.override"), "fth-edit-2", () -> model.override(record), "primary"),
                        clear)
                .facts(List.of(
                        Fact.code(Texts.of("dns.address"), record.address()),
                        Fact.of(
                                Texts.of("dns.source"),
                                record.source() == null ? "" : Texts.word("dns.from", record.source())),
                        Fact.of(Texts.of("dns.type"), record.type()),
                        Fact.of(Texts.of("dns.ttl"), Texts.of("time.seconds", record.ttlSeconds())),
                        Fact.of(Texts.of("dns.state"), state(record))))
                .add(Labels.wrapped(
                        record.fqdn() == null ? Texts.of("dns.no-zone") : Texts.of("dns.zone-note"), "muted"))
                .node();
    }

    @Override
    protected List<Node> fields() {
        return model.edit().hasForm()
                ? List.of(Fields.text("edit-address", Texts.of("dns.address"), "52.10.20.30", model.addressProperty()))
                : List.of();
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private static String name(DnsRecordView record) {
        return record.fqdn() == null ? record.name() : record.fqdn();
    }

    private static String state(DnsRecordView record) {
        return record.skipped() == null ? Texts.of("dns.publishable") : Texts.word("dns.skipped", record.skipped());
    }
}
