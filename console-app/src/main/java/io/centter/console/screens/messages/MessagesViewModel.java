package io.centter.console.screens.messages;

import io.centter.console.desk.MessageWords;
import io.centter.console.desk.Most;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Refresh;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.message.InboxState;
import io.centter.model.message.MessageTrace;
import io.centter.model.message.StoredMessage;
import io.centter.model.message.StreamState;
import io.centter.sdk.rest.MessagesApi;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;

/// Streams and inboxes, what lies in one of them, and what became of a conversation. Nothing here takes a message.
public final class MessagesViewModel {
    /// No event tells of a message: the inboxes are read again after so long.
    private static final Duration OFTEN = Duration.ofSeconds(5);

    private static final int PAGE = 100;
    private static final int INBOXES_AT_FIRST = 2_000;
    /// Of one inbox.
    static final int MESSAGES_AT_FIRST = 500;

    private final Site site;
    private final MessagesApi messages;
    private final Reading<List<StreamState>> streams;
    private final Reading<List<InboxState>> inboxes;
    private final Reading<List<MessageRow>> letters;
    private final Rows<InboxState> inboxRows;
    private final Rows<MessageRow> messageRows;
    private final SendViewModel send;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(new Shown.Inboxes());
    private final ObjectProperty<InboxFilter> filter = new SimpleObjectProperty<>(InboxFilter.ALL);
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final Most most = new Most(INBOXES_AT_FIRST);
    private final Most mail = new Most(MESSAGES_AT_FIRST);
    private volatile boolean complete = true;

    public MessagesViewModel(Site site) {
        this.site = site;
        messages = MessagesApi.of(site.api());
        streams = new Reading<>(site.background());
        inboxes = new Reading<>(site.background());
        letters = new Reading<>(site.background());
        inboxRows = new Rows<>(inboxes, InboxState::agent, inbox -> site.name(inbox.agent()) + " " + inbox.agent())
                .naturally(Comparator.comparingLong(InboxState::depth)
                        .reversed()
                        .thenComparing(inbox -> site.name(inbox.agent()), String.CASE_INSENSITIVE_ORDER));
        messageRows = new Rows<>(letters, MessageRow::key, this::words);
        send = new SendViewModel(site, this::sent);
        filter.subscribe(which -> inboxRows.only(which::holds));
        letters.valueProperty().subscribe(_ -> showNote());
        inboxRows.openedProperty().subscribe(inbox -> {
            if (inbox != null) {
                inboxRows.closeDetail();
                open(inbox.agent());
            }
        });
    }

    public Reading<List<StreamState>> streams() {
        return streams;
    }

    public Rows<InboxState> inboxes() {
        return inboxRows;
    }

    /// How many inboxes are read.
    Most most() {
        return most;
    }

    /// How many messages of the inbox that is shown are read.
    Most mail() {
        return mail;
    }

    /// What lies in the inbox, or became of the conversation, that is shown.
    public Rows<MessageRow> messages() {
        return messageRows;
    }

    public SendViewModel send() {
        return send;
    }

    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public ObjectProperty<InboxFilter> filterProperty() {
        return filter;
    }

    /// What is to be known of what is shown: that it is not all, or why nothing can be traced.
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    public Subscription attach() {
        streams.renew(() -> messages.streams(site.id()).items());
        inboxes.renew(this::readInboxes);
        letters.reload();
        Subscription news = site.news()
                .listen(
                        data -> data instanceof EventData.MessageDied
                                || data instanceof EventData.DeadLetterRequeued
                                || data instanceof EventData.DeadLetterDeleted
                                || data instanceof EventData.AgentCreated
                                || data instanceof EventData.AgentDeleted,
                        this::reload);
        return Subscription.combine(
                news,
                Refresh.every(site, OFTEN, this::reload),
                site.fleet().revisionProperty().subscribe(_ -> send.agents(site.fleet())));
    }

    public void reload() {
        streams.reload();
        inboxes.reload();
        letters.reload();
    }

    /// Looks into one inbox.
    public void open(AgentId agent) {
        look(new Shown.Inbox(agent));
        mail.anew();
        letters.read(() -> {
            List<StoredMessage> found = mail.read(cursor -> messages.messages(agent, cursor, PAGE));
            return found.stream().map(MessageRow::of).toList();
        });
    }

    /// Looks for what is known of the conversation that this message began or is part of, also of what has ended.
    public void trace(UUID id) {
        look(new Shown.Conversation(id));
        letters.read(() -> {
            MessageTrace trace = messages.trace(site.id(), id);
            complete = trace.complete();
            return MessageRow.of(trace);
        });
    }

    /// The same by what a person typed or pasted.
    public void trace(String text) {
        try {
            trace(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException _) {
            note.set(Texts.of("messages.trace-invalid"));
        }
    }

    /// Back to the inboxes; false where they are shown already.
    public boolean back() {
        if (shown.get() instanceof Shown.Inboxes) {
            return false;
        }
        look(new Shown.Inboxes());
        letters.clear();
        return true;
    }

    /// Begins an answer, or a further message, to who sent this one.
    public void answer(MessageRow row) {
        if (row.from() != null) {
            row.from().agent().ifPresent(from -> send.begin(from, row.conversation()));
        }
    }

    /// The inbox that is looked at, to send there.
    public void begin() {
        send.begin(shown.get() instanceof Shown.Inbox inbox ? inbox.agent() : null, null);
    }

    /// What a message is for; nothing where that is not kept.
    String type(MessageRow row) {
        return row.envelope() == null && row.place().isOver() ? "" : MessageWords.type(row.envelope());
    }

    String from(MessageRow row) {
        return row.from() == null ? "" : MessageWords.sender(site, row.from());
    }

    private void look(Shown next) {
        messageRows.closeDetail();
        messageRows.clearFilter();
        note.set("");
        shown.set(next);
    }

    private void sent(AgentId to, long seq) {
        open(to);
        messageRows.open(new MessageRow.Key(false, seq));
        inboxes.reload();
        streams.reload();
    }

    private String words(MessageRow row) {
        return String.join(
                " ",
                type(row),
                from(row),
                MessageWords.line(row.envelope()),
                row.proof() == null ? "" : Texts.word("message.proof", row.proof()),
                Standing.brief(row, site.ticker().now()),
                row.id() + " " + row.conversation());
    }

    private void showNote() {
        boolean part = letters.get() != null && !complete && shown.get() instanceof Shown.Conversation;
        note.set(part ? Texts.of("messages.trace-incomplete") : "");
    }

    private List<InboxState> readInboxes() {
        return most.read(cursor -> messages.inboxes(site.id(), cursor, 2 * PAGE));
    }
}
