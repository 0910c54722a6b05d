package io.centter.console.screens.denied;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Grants;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Refresh;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.DeniedView;
import io.centter.model.event.EventData;
import io.centter.model.heartbeat.Denial;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.HubApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What agents were refused, one row for an agent and a subject, and the grant that would allow it.
public final class DeniedViewModel {
    /// The hub tells of what is refused again only once an hour.
    private static final Duration OFTEN = Duration.ofSeconds(5);

    /// What a row is, whatever its figures say.
    record Key(AgentId agent, String subject, Denial.Operation operation) {}

    private final Site site;
    private final Reading<List<DeniedView>> reading;
    private final Rows<DeniedView> rows;
    private final Edit edit;
    private final StringProperty reason = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable Lasting> lasting = new SimpleObjectProperty<>(Lasting.HOUR);
    private @Nullable DeniedView subject;

    public DeniedViewModel(Site site) {
        this.site = site;
        reading = new Reading<>(site.background());
        rows = new Rows<>(reading, DeniedViewModel::key, this::words);
        edit = new Edit(site);
        reason.subscribe(_ -> propose());
        lasting.subscribe(_ -> propose());
    }

    public Rows<DeniedView> rows() {
        return rows;
    }

    public Edit edit() {
        return edit;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public ObjectProperty<@Nullable Lasting> lastingProperty() {
        return lasting;
    }

    public Subscription attach() {
        HubApi hub = HubApi.of(site.api());
        reading.renew(() -> hub.allDenied(site.id()));
        Subscription news = site.news()
                .listen(data -> data instanceof EventData.AgentDenied || Rights.concernAnyone(data), reading::reload);
        return Subscription.combine(news, Refresh.every(site, OFTEN, reading::reload));
    }

    /// What would allow it, in words.
    public static String remedy(DeniedView denied) {
        Scope scope = denied.scope();
        if (scope != null) {
            return scope.toString();
        }
        return denied.asRole() == null
                ? Texts.of("denied.nothing")
                : Texts.of("denied.as-role", Texts.word("role", denied.asRole()));
    }

    /// Begins to grant what would allow it, for so long.
    public void allow(DeniedView denied, Lasting howLong) {
        Optional<Scope> scope = Optional.ofNullable(denied.scope());
        if (scope.isEmpty()) {
            return;
        }
        edit.close();
        subject = denied;
        lasting.set(howLong);
        reason.set("");
        edit.open(Texts.of("denied.allow-title", site.name(denied.agentId()), scope.get()));
        reason.set(Texts.of(
                "denied.allow-reason",
                Texts.word("denied.operation", denied.operation()),
                denied.subject(),
                denied.count()));
    }

    private void propose() {
        DeniedView denied = subject;
        if (denied == null || !edit.isOpen() || !edit.hasForm()) {
            return;
        }
        Scope scope = denied.scope();
        Lasting howLong = lasting.get();
        if (scope == null || howLong == null) {
            return;
        }
        if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
            return;
        }
        edit.propose(Grants.plan(site, denied.agentId(), scope, reason.get().strip(), howLong));
    }

    private String words(DeniedView denied) {
        return String.join(
                " ",
                denied.agentName(),
                denied.agentId().value(),
                Texts.word("role", denied.role()),
                Texts.word("denied.operation", denied.operation()),
                denied.subject(),
                remedy(denied));
    }

    private static Key key(DeniedView denied) {
        return new Key(denied.agentId(), denied.subject(), denied.operation());
    }
}
