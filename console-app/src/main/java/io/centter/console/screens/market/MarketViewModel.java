package io.centter.console.screens.market;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.PermissionChange;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.InstallSkill;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillSort;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.MarketApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The marketplace as the person sees it, one skill in full, and installing it.
public final class MarketViewModel {
    private static final int MOST = 100;
    private static final int REVIEWS = 20;
    private static final Duration PAUSE = Duration.ofMillis(300);

    /// All of one skill.
    ///
    /// @param newest with its commands; null while nothing can be installed
    record Detail(List<SkillVersionView> versions, @Nullable SkillVersionView newest, List<ReviewView> reviews) {}

    private final Site site;
    private final MarketApi market;
    private final AgentSkillsApi installs;
    private final Reading<List<SkillView>> reading;
    private final Reading<Detail> detail;
    private final Rows<SkillView> rows;
    private final Edit edit;
    private final ObjectProperty<@Nullable SkillSort> sort = new SimpleObjectProperty<>(SkillSort.INSTALLS);
    private final ObjectProperty<@Nullable AgentRow> agent = new SimpleObjectProperty<>();
    private final StringProperty reason = new SimpleStringProperty("");
    private @Nullable Runnable proposal;
    private boolean installing;
    private @Nullable UUID shown;
    private long turn;

    public MarketViewModel(Site site) {
        this.site = site;
        market = MarketApi.of(site.api());
        installs = AgentSkillsApi.of(site.api());
        reading = new Reading<>(site.background());
        detail = new Reading<>(site.background());
        rows = Rows.filteredThere(reading, skill -> skill.slug().value());
        edit = new Edit(site);
        rows.filterTextProperty().subscribe(_ -> askSoon());
        sort.subscribe(_ -> askSoon());
        rows.openedProperty().subscribe(this::follow);
        agent.subscribe(_ -> propose());
        reason.subscribe(_ -> propose());
    }

    public Rows<SkillView> rows() {
        return rows;
    }

    Reading<Detail> detail() {
        return detail;
    }

    public Edit edit() {
        return edit;
    }

    public ObjectProperty<@Nullable SkillSort> sortProperty() {
        return sort;
    }

    public ObjectProperty<@Nullable AgentRow> agentProperty() {
        return agent;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    boolean isInstalling() {
        return installing;
    }

    public List<AgentRow> agents() {
        return site.fleet().rows().stream()
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    public Subscription attach() {
        ask();
        return site.news()
                .listen(
                        data -> data instanceof EventData.SkillInstalled || data instanceof EventData.SkillUninstalled,
                        this::ask);
    }

    /// Begins to put a skill onto an agent, with the scopes that it wants.
    public void install(SkillView skill) {
        edit.close();
        installing = true;
        agent.set(null);
        proposal = () -> {
            AgentRow who = agent.get();
            if (who == null) {
                edit.incomplete(Texts.of("market.agent-missing"));
            } else {
                edit.propose(installation(skill, who.id()));
            }
        };
        edit.open(Texts.of("market.install-title", skill.name()));
        propose();
    }

    /// Begins to take a version back.
    public void yank(SkillView skill, SkillVersionView version) {
        edit.close();
        installing = false;
        reason.set("");
        proposal = () -> {
            if (reason.get().isBlank()) {
                edit.incomplete(Texts.of("form.reason-missing"));
            } else {
                edit.propose(yanking(skill, version.version(), reason.get()));
            }
        };
        edit.open(Texts.of("market.yank-title", skill.name(), version.version()));
        propose();
    }

    private void propose() {
        Runnable now = proposal;
        if (now != null && edit.isOpen() && edit.hasForm()) {
            now.run();
        }
    }

    private Plan installation(SkillView skill, AgentId who) {
        String slug = skill.slug().value();
        return Plan.heardBy(
                data -> data instanceof EventData.SkillInstalled installed
                        && installed.agent().equals(who)
                        && installed.skillId().equals(skill.id()),
                () -> {
                    Preview rights = Rights.preview(site, new PermissionChange.Install(who, slug, null));
                    List<Line> lines = new ArrayList<>(rights.lines());
                    lines.add(Line.note(Texts.of("market.install-note", site.name(who), skill.name())));
                    return new Preview(lines, rights.weight(), null);
                },
                () -> {
                    AgentSkill made = installs.install(who, new InstallSkill(slug, null, null));
                    return Applied.done(Texts.of("market.installed", made.version()))
                            .undoneBy(removal(skill, who));
                });
    }

    private Plan removal(SkillView skill, AgentId who) {
        return Plan.heardBy(
                data -> data instanceof EventData.SkillUninstalled gone
                        && gone.agent().equals(who)
                        && gone.skillId().equals(skill.id()),
                () -> Rights.preview(
                        site, new PermissionChange.Uninstall(who, skill.slug().value())),
                () -> {
                    installs.uninstall(who, skill.id());
                    return Applied.done(Texts.of("market.uninstalled"));
                });
    }

    private Plan yanking(SkillView skill, SemVer version, String why) {
        return Plan.unheard(
                this::ask,
                () -> Preview.destructive(
                        version.value(),
                        new Line(
                                Kind.LOSE,
                                Texts.of("market.yank-preview", skill.name(), version),
                                Texts.of("market.yank-detail"))),
                () -> {
                    market.yank(skill.id(), version, why);
                    return Applied.done(Texts.of("market.yanked"));
                });
    }

    private void follow(@Nullable SkillView skill) {
        UUID id = skill == null ? null : skill.id();
        if (skill == null || id == null) {
            shown = null;
            detail.clear();
        } else if (!id.equals(shown)) {
            shown = id;
            String slug = skill.slug().value();
            detail.read(() -> detail(slug, skill.latestVersion()));
        }
    }

    private Detail detail(String slug, @Nullable SemVer newest) {
        return new Detail(
                market.allVersions(slug),
                newest == null ? null : market.version(slug, newest),
                market.reviews(slug, null, REVIEWS).items());
    }

    private void askSoon() {
        long mine = ++turn;
        site.background().after(PAUSE, () -> {
            if (mine == turn && reading.phaseProperty().get() != Reading.Phase.IDLE) {
                ask();
            }
        });
    }

    private void ask() {
        String words = rows.filterTextProperty().get().strip();
        SkillSort order = words.isEmpty() ? sort.get() : SkillSort.RELEVANCE;
        reading.renew(() -> market.skills(words.isEmpty() ? null : words, order, null, null, MOST)
                .items());
        detail.reload();
    }
}
