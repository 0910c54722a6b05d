package io.centter.console.screens.publishers;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Side;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.identity.InvalidValue;
import io.centter.model.skill.CreatePublisher;
import io.centter.model.skill.CreateSkill;
import io.centter.model.skill.PublisherKeyView;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.SkillView;
import io.centter.model.skill.UpdatePublisher;
import io.centter.sdk.rest.MarketApi;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Publishers, and what those who own one do with it. The marketplace belongs to no network, so no event tells of it.
public final class PublishersViewModel {
    /// What is being done.
    enum Task {
        CREATE,
        CHANGE,
        NEW_SKILL
    }

    /// One publisher, and whether the person owns it.
    record Entry(PublisherView publisher, boolean mine) {}

    private final Site site;
    private final MarketApi market;
    private final Reading<List<Entry>> reading;
    private final Reading<List<PublisherKeyView>> keys;
    private final Rows<Entry> rows;
    private final Edit edit;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty more = new SimpleStringProperty("");
    private Task task = Task.CREATE;
    private @Nullable PublisherView subject;

    public PublishersViewModel(Site site) {
        this.site = site;
        market = MarketApi.of(site.api());
        reading = new Reading<>(site.background());
        rows = new Rows<>(
                reading,
                entry -> entry.publisher().id(),
                entry -> entry.publisher().name() + " " + entry.publisher().slug());
        keys = new Reading<>(site.background());
        rows.openedProperty().subscribe(this::follow);
        edit = new Edit(site);
        name.subscribe(_ -> propose());
        more.subscribe(_ -> propose());
    }

    Rows<Entry> rows() {
        return rows;
    }

    /// What the publisher that is open signs or signed with.
    Reading<List<PublisherKeyView>> keys() {
        return keys;
    }

    public Edit edit() {
        return edit;
    }

    public StringProperty nameProperty() {
        return name;
    }

    /// The website, or what a new skill does.
    public StringProperty moreProperty() {
        return more;
    }

    Task task() {
        return task;
    }

    public Subscription attach() {
        reading.renew(() -> {
            Set<UUID> mine =
                    market.allPublishers(true).stream().map(PublisherView::id).collect(Collectors.toSet());
            return market.allPublishers(false).stream()
                    .map(publisher -> new Entry(publisher, mine.contains(publisher.id())))
                    .toList();
        });
        return site.news().listen(_ -> false, reading::reload);
    }

    public void create() {
        begin(Task.CREATE, null, Texts.of("publishers.create-title"), "", "");
    }

    public void change(PublisherView publisher) {
        begin(
                Task.CHANGE,
                publisher,
                Texts.of("publishers.change-title", publisher.name()),
                publisher.name(),
                publisher.website() == null ? "" : publisher.website());
    }

    public void newSkill(PublisherView publisher) {
        begin(Task.NEW_SKILL, publisher, Texts.of("publishers.skill-title", publisher.name()), "", "");
    }

    private void follow(@Nullable Entry entry) {
        if (entry == null) {
            keys.clear();
        } else {
            keys.read(() -> market.keys(entry.publisher().slug()));
        }
    }

    private void begin(Task next, @Nullable PublisherView publisher, String title, String start, String rest) {
        edit.close();
        task = next;
        subject = publisher;
        name.set(start);
        more.set(rest);
        edit.open(title);
        propose();
    }

    private void propose() {
        if (!edit.isOpen() || !edit.hasForm()) {
            return;
        }
        if (name.get().isBlank()) {
            edit.incomplete(Texts.of("form.name-missing"));
            return;
        }
        try {
            PublisherView publisher = subject;
            edit.propose(
                    publisher == null
                            ? creation(new CreatePublisher(name.get(), null, blankToNull(more.get()), site.id()))
                            : task == Task.CHANGE
                                    ? changing(
                                            publisher, new UpdatePublisher(name.get(), blankToNull(more.get()), null))
                                    : skill(new CreateSkill(
                                            publisher.id(), name.get(), null, more.get(), null, null, null)));
        } catch (InvalidValue e) {
            edit.incomplete(String.valueOf(e.getMessage()));
        }
    }

    private Plan creation(CreatePublisher request) {
        return Plan.unheard(
                reading::reload,
                () -> Preview.safe(
                        Line.note(Texts.of("publishers.create-preview", request.name(), request.slugOrSuggested()))),
                () -> Applied.done(
                        Texts.of("version", market.createPublisher(request).version())));
    }

    private Plan changing(PublisherView publisher, UpdatePublisher request) {
        String wanted = name.get();
        return Plan.unheard(
                        reading::reload,
                        () -> Preview.safe(
                                Line.note(Texts.of("publishers.change-preview", publisher.name(), wanted.strip()))),
                        () -> Applied.done(Texts.of(
                                "version",
                                market.updatePublisher(publisher.id(), publisher.version(), request)
                                        .version())))
                .onConflict(() -> {
                    PublisherView now = market.allPublishers(true).stream()
                            .filter(one -> one.id().equals(publisher.id()))
                            .findFirst()
                            .orElse(publisher);
                    return new Conflict(List.of(new Side(Texts.of("publishers.name"), now.name(), wanted)), () -> {
                        change(now);
                        name.set(wanted);
                    });
                });
    }

    private Plan skill(CreateSkill request) {
        return Plan.unheard(
                reading::reload,
                () -> Preview.safe(
                        Line.note(Texts.of("publishers.skill-preview", request.name(), request.slugOrSuggested())),
                        Line.note(Texts.of("publishers.skill-note"))),
                () -> {
                    SkillView made = market.createSkill(request);
                    return Applied.done(
                            made.notice() == null ? Texts.word("skill.status", made.status()) : made.notice());
                });
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
