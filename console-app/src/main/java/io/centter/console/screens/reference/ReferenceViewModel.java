package io.centter.console.screens.reference;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.sdk.rest.DocumentsApi;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The documents that this control plane serves, entry by entry.
public final class ReferenceViewModel {
    private final Site site;
    private final DocumentsApi documents;
    private final Reading<List<Entry>> reading;
    private final Rows<Entry> rows;
    private final ObjectProperty<Entry.Way> way = new SimpleObjectProperty<>(Entry.Way.HTTP);

    public ReferenceViewModel(Site site) {
        this.site = site;
        documents = DocumentsApi.of(site.api());
        reading = new Reading<>(site.background());
        rows = new Rows<>(reading, Entry::key, Entry::words);
        way.subscribe(now -> rows.only(entry -> entry.way() == now));
    }

    Rows<Entry> rows() {
        return rows;
    }

    ObjectProperty<Entry.Way> wayProperty() {
        return way;
    }

    public void attach() {
        reading.renew(() -> {
            List<Entry> all = new ArrayList<>(Entry.http(documents.openApi()));
            all.addAll(Entry.nats(documents.asyncApi()));
            return List.copyOf(all);
        });
    }

    /// The page of what is selected.
    String page(Entry entry) {
        return EntryPage.html(entry);
    }

    void copyCurl(Entry entry) {
        site.hands().copy(curl(entry));
    }

    String curl(Entry entry) {
        return EntryPage.curl(entry, site.api().base());
    }

    void copyPlace(Entry entry) {
        site.hands().copy(entry.place());
    }
}
