package io.centter.console.screens.audit;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.text.Texts;
import io.centter.model.api.AuditCheck;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.MemberView;
import io.centter.model.api.Page;
import io.centter.model.api.TeamView;
import io.centter.model.identity.AgentId;
import io.centter.sdk.rest.AuditApi;
import io.centter.sdk.rest.AuditQuery;
import io.centter.sdk.rest.TeamsApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The audit log: searched by the control plane, page by page, newest first.
public final class AuditViewModel {
    private static final int PAGE = 100;
    private static final Duration PAUSE = Duration.ofMillis(300);

    /// Groups of actions that people look for.
    enum Kind {
        ALL,
        AGENT,
        PERMISSION,
        ROLE,
        TEAM,
        SKILL,
        MEMBER,
        NETWORK,
        TOKEN
    }

    private final Site site;
    private final AuditApi audit;
    private final Reading<List<AuditLineView>> reading;
    private final Reading<AuditCheck> check;
    private final Rows<AuditLineView> rows;
    private final Edit edit;
    private final ObjectProperty<@Nullable Kind> kind = new SimpleObjectProperty<>(Kind.ALL);
    private final ObjectProperty<@Nullable String> target = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
    private volatile Map<String, String> people = Map.of();
    private volatile Map<String, String> teamNames = Map.of();
    private int wanted = PAGE;
    private long turn;

    public AuditViewModel(Site site) {
        this.site = site;
        audit = AuditApi.of(site.api());
        reading = new Reading<>(site.background());
        check = new Reading<>(site.background());
        rows = Rows.filteredThere(reading, AuditLineView::seq);
        edit = new Edit(site);
        rows.filterTextProperty().subscribe(_ -> askSoon());
        kind.subscribe(_ -> askSoon());
        target.subscribe(_ -> askSoon());
    }

    public Rows<AuditLineView> rows() {
        return rows;
    }

    /// The proof of the whole log, once it was asked for.
    public Reading<AuditCheck> check() {
        return check;
    }

    Edit edit() {
        return edit;
    }

    ObjectProperty<@Nullable Kind> kindProperty() {
        return kind;
    }

    /// Only what was done to this, such as `agent:<id>`; null for everything.
    public ObjectProperty<@Nullable String> targetProperty() {
        return target;
    }

    /// Whether there are older lines than those shown.
    public ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    public Subscription attach() {
        ask();
        Subscription past = site.past().atProperty().subscribe((_, _) -> ask());
        // Whatever the hub tells of was written down before.
        return Subscription.combine(past, site.news().listen(_ -> true, this::ask));
    }

    public void older() {
        wanted += PAGE;
        ask();
    }

    /// Asks for the proof that no line was changed, moved or removed.
    public void verify() {
        check.read(() -> audit.verify(site.id(), null));
    }

    /// Writes everything that fits into a file that a person names.
    ///
    /// @param format `csv` or `jsonl`
    public void export(String format) {
        Optional<Path> file =
                site.hands().saveAs("audit-" + site.network().get().slug() + "." + format);
        AuditQuery query = query();
        file.ifPresent(path -> site.background()
                .run(
                        () -> Files.write(path, audit.export(site.id(), query, format)),
                        written -> site.hands().say(Texts.of("audit.exported", written)),
                        e -> site.hands()
                                .say(Texts.of(
                                        "audit.not-exported", Trouble.of(e).what()))));
    }

    /// Who did it, as people call them.
    public String actor(AuditLineView line) {
        return named(line.actor());
    }

    /// What it was done to, as people call it.
    public String named(String reference) {
        int colon = reference.indexOf(':');
        String kindOf = colon < 0 ? reference : reference.substring(0, colon);
        String id = reference.substring(colon + 1);
        return switch (kindOf) {
            case "agent" -> id.length() == 12 ? site.name(new AgentId(id)) : reference;
            case "user" -> people.getOrDefault(id, Texts.of("audit.a-person"));
            case "team" -> teamNames.getOrDefault(id, Texts.of("audit.a-team"));
            case "hub" -> Texts.of("audit.the-hub");
            default -> reference;
        };
    }

    private void askSoon() {
        long mine = ++turn;
        wanted = PAGE;
        site.background().after(PAUSE, () -> {
            if (mine == turn && reading.phaseProperty().get() != Reading.Phase.IDLE) {
                ask();
            }
        });
    }

    private void ask() {
        AuditQuery query = query();
        int limit = wanted;
        reading.renew(() -> read(query, limit));
    }

    private List<AuditLineView> read(AuditQuery query, int limit) {
        teamNames = TeamsApi.of(site.api()).allTeams(site.id()).stream()
                .collect(Collectors.toMap(team -> team.id().toString(), TeamView::name));
        if (people.isEmpty()) {
            people = site.api().allMembers(site.id()).stream()
                    .collect(Collectors.toMap(member -> member.userId().toString(), MemberView::name));
        }
        List<AuditLineView> lines = new ArrayList<>();
        String cursor = null;
        do {
            Page<AuditLineView> page = audit.lines(site.id(), query, cursor, PAGE);
            lines.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null && lines.size() < limit);
        boolean older = cursor != null;
        site.background().run(() -> older, more::set, _ -> {});
        return lines;
    }

    private AuditQuery query() {
        Kind only = kind.get();
        String words = rows.filterTextProperty().get().strip();
        return new AuditQuery(
                null,
                only == null || only == Kind.ALL ? null : only.name().toLowerCase(Locale.ROOT) + ".*",
                target.get(),
                null,
                site.past().atProperty().get(),
                words.isBlank() ? null : words);
    }
}
