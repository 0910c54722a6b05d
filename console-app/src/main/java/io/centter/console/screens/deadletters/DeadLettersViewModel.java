package io.centter.console.screens.deadletters;

import io.centter.console.desk.Bulk;
import io.centter.console.desk.Edit;
import io.centter.console.desk.Marks;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.Most;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Preview.Weight;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Refresh;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.model.event.EventData;
import io.centter.model.message.DeadLetter;
import io.centter.sdk.rest.MessagesApi;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Dead letters, and putting them back or discarding them: one, or all that are marked.
public final class DeadLettersViewModel {
    private static final int PAGE = 200;
    /// So many of the latest.
    private static final int AT_FIRST = 2_000;
    /// A letter that is put back goes without a further event.
    private static final Duration OFTEN = Duration.ofSeconds(10);
    /// What is about to be done with them.
    private enum Act {
        REQUEUE,
        DISCARD
    }

    private record Doing(Act act, List<DeadLetter> letters) {}

    private final Site site;
    private final MessagesApi messages;
    private final Reading<List<DeadLetter>> reading;
    private final Rows<DeadLetter> rows;
    private final Marks<DeadLetter> marks;
    private final Edit edit;
    private final Bulk bulk;
    private final StringProperty reason = new SimpleStringProperty("");
    private final Most most = new Most(AT_FIRST);
    private @Nullable Doing doing;

    public DeadLettersViewModel(Site site) {
        this.site = site;
        messages = MessagesApi.of(site.api());
        reading = new Reading<>(site.background());
        rows = new Rows<>(reading, DeadLetter::seq, this::words);
        marks = new Marks<>(rows, DeadLetter::seq);
        edit = new Edit(site);
        bulk = new Bulk(site);
        reason.subscribe(_ -> propose());
    }

    public Rows<DeadLetter> rows() {
        return rows;
    }

    public Marks<DeadLetter> marks() {
        return marks;
    }

    /// How far they are read.
    Most most() {
        return most;
    }

    public Edit edit() {
        return edit;
    }

    public Bulk bulk() {
        return bulk;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public Subscription attach() {
        reading.renew(this::read);
        Subscription news = site.news()
                .listen(
                        data -> data instanceof EventData.MessageDied
                                || data instanceof EventData.DeadLetterRequeued
                                || data instanceof EventData.DeadLetterDeleted,
                        reading::reload);
        return Subscription.combine(news, Refresh.every(site, OFTEN, reading::reload));
    }

    /// Begins to put these back into their inboxes.
    public void requeue(List<DeadLetter> letters) {
        begin(Act.REQUEUE, letters, "dead.requeue-title");
    }

    /// Begins to delete these for good.
    public void discard(List<DeadLetter> letters) {
        begin(Act.DISCARD, letters, "dead.discard-title");
    }

    /// In one line: in whose inbox, from whom, what it says.
    public String name(DeadLetter letter) {
        return Texts.of(
                "dead.name",
                site.name(letter.agent()),
                MessageWords.type(letter.envelope()),
                MessageWords.from(site, letter.envelope()),
                MessageWords.line(letter.envelope()));
    }

    /// Why it is here.
    public static String why(DeadLetter letter) {
        return Texts.of("dead.why", letter.deliveries());
    }

    /// Whether it would be dropped at once by whoever gets it.
    public boolean isOver(DeadLetter letter) {
        return MessageWords.isOver(letter.envelope(), site.ticker().now());
    }

    private void begin(Act act, List<DeadLetter> letters, String title) {
        if (letters.isEmpty()) {
            site.hands().say(Texts.of("dead.none-meant"));
            return;
        }
        edit.close();
        doing = new Doing(act, List.copyOf(letters));
        reason.set("");
        edit.open(Texts.of(title, letters.size()));
        propose();
    }

    private void propose() {
        Doing now = doing;
        if (now == null || !edit.isOpen() || !edit.hasForm()) {
            return;
        }
        if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
            return;
        }
        String because = reason.get().strip();
        Preview preview = now.act() == Act.REQUEUE ? requeued(now.letters()) : discarded(now.letters());
        edit.propose(Plan.heardBy(
                heard(now),
                () -> preview,
                () -> bulk.run(now.letters(), this::name, letter -> {
                    if (now.act() == Act.REQUEUE) {
                        var _ = messages.requeue(site.id(), letter.seq(), because);
                    } else {
                        messages.deleteDeadLetter(site.id(), letter.seq(), because);
                    }
                })));
    }

    private static Predicate<EventData> heard(Doing now) {
        Set<Long> all = now.letters().stream().map(DeadLetter::seq).collect(Collectors.toSet());
        return now.act() == Act.REQUEUE
                ? data -> data instanceof EventData.DeadLetterRequeued back && all.contains(back.seq())
                : data -> data instanceof EventData.DeadLetterDeleted gone && all.contains(gone.seq());
    }

    private Preview requeued(List<DeadLetter> letters) {
        List<Line> lines = named(letters, Kind.NOTE);
        warn(lines, "dead.over", letters.stream().filter(this::isOver).toList());
        warn(
                lines,
                "dead.on-its-way",
                letters.stream().filter(letter -> letter.requeuedAt() != null).toList());
        warn(
                lines,
                "dead.agent-gone",
                letters.stream()
                        .filter(letter -> site.fleet().row(letter.agent()).isEmpty())
                        .toList());
        lines.add(Line.note(Texts.of("dead.requeue-note")));
        return new Preview(lines, Weight.CAREFUL, null);
    }

    private Preview discarded(List<DeadLetter> letters) {
        return new Preview(
                named(letters, Kind.LOSE),
                Weight.DESTRUCTIVE,
                site.network().get().slug().value());
    }

    private void warn(List<Line> lines, String key, List<DeadLetter> of) {
        if (!of.isEmpty()) {
            lines.add(new Line(
                    Kind.WARNING,
                    Texts.of(key, of.size()),
                    of.stream().map(this::name).collect(Collectors.joining("\n"))));
        }
    }

    private List<Line> named(List<DeadLetter> letters, Kind kind) {
        return Preview.each(
                kind,
                letters,
                this::name,
                letter -> Texts.of(
                        "dead.died", Times.ago(letter.diedAt(), site.ticker().now()), why(letter)));
    }

    private String words(DeadLetter letter) {
        return name(letter)
                + " "
                + Texts.word("message.proof", letter.proof())
                + (letter.envelope() == null
                        ? ""
                        : " " + letter.envelope().id() + " " + letter.envelope().correlationId());
    }

    private List<DeadLetter> read() {
        return most.read(cursor -> messages.deadLetters(site.id(), null, cursor, PAGE));
    }
}
