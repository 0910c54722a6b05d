package io.centter.console.screens.dns;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.DnsRecordView;
import io.centter.model.api.PutDns;
import io.centter.model.event.EventData;
import io.centter.sdk.rest.DnsApi;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What each agent's name stands for, or why it stands for nothing.
public final class DnsViewModel {
    private final Site site;
    private final DnsApi dns;
    private final Reading<List<DnsRecordView>> reading;
    private final Rows<DnsRecordView> rows;
    private final Edit edit;
    private final StringProperty address = new SimpleStringProperty("");
    private @Nullable DnsRecordView subject;

    public DnsViewModel(Site site) {
        this.site = site;
        dns = DnsApi.of(site.api());
        reading = new Reading<>(site.background());
        rows = new Rows<>(reading, DnsRecordView::agentId, record -> record.name() + " " + record.address());
        edit = new Edit(site);
        address.subscribe(_ -> propose());
    }

    public Rows<DnsRecordView> rows() {
        return rows;
    }

    public Edit edit() {
        return edit;
    }

    public StringProperty addressProperty() {
        return address;
    }

    public Subscription attach() {
        reading.renew(() -> dns.allRecords(site.id()));
        return site.news()
                .listen(
                        data -> data instanceof EventData.DnsOverrideChanged
                                || data instanceof EventData.AgentCreated
                                || data instanceof EventData.AgentDeleted,
                        reading::reload);
    }

    public void override(DnsRecordView record) {
        edit.close();
        subject = record;
        address.set("");
        edit.open(Texts.of("dns.override-title", record.name()));
        propose();
    }

    public void clear(DnsRecordView record) {
        edit.open(
                Texts.of("dns.clear-title", record.name()),
                Plan.heardBy(
                        heard(record),
                        () -> Preview.safe(Line.note(Texts.of("dns.clear-preview", record.name()))),
                        () -> {
                            dns.clear(record.agentId(), record.version());
                            return Applied.done(Texts.of("dns.cleared"));
                        }));
    }

    /// Publishes all names now, where there is a zone to write to.
    public void sync() {
        edit.open(
                Texts.of("dns.sync-title"),
                Plan.unheard(
                        reading::reload, () -> Preview.safe(Line.note(Texts.of("dns.sync-preview", names()))), () -> {
                            dns.sync(site.id());
                            return Applied.done(Texts.of("dns.synced"));
                        }));
    }

    /// How many names there would be to publish.
    public long names() {
        return rows.items().stream().filter(record -> record.type() != null).count();
    }

    private void propose() {
        DnsRecordView record = subject;
        if (record == null || !edit.isOpen() || !edit.hasForm()) {
            return;
        }
        if (address.get().isBlank()) {
            edit.incomplete(Texts.of("dns.address-missing"));
            return;
        }
        PutDns request = new PutDns(address.get());
        edit.propose(Plan.heardBy(
                heard(record),
                () -> Preview.safe(Line.note(Texts.of("dns.override-preview", record.name(), request.address()))),
                () -> {
                    DnsRecordView now = dns.override(record.agentId(), record.version(), request);
                    return Applied.done(Texts.of("version", now.version()));
                }));
    }

    private static Predicate<EventData> heard(DnsRecordView record) {
        return data -> data instanceof EventData.DnsOverrideChanged changed
                && changed.agent().equals(record.agentId());
    }
}
