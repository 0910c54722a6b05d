package io.centter.console.screens.market;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Most;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.ReviewView;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.SkillSort;
import io.centter.model.skill.SkillStatus;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.skill.SkillView;
import io.centter.sdk.rest.AgentSkillsApi;
import io.centter.sdk.rest.MarketApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The marketplace as the person sees it, one skill in full, and what can be done with it: on agents for everyone, with
/// its versions for those who publish it, with its place in the marketplace for curators.
public final class MarketViewModel {
    private static final int PAGE = 100;
    /// In larger fleets it is not asked of each agent which version it has.
    private static final int FEW = 30;

    private static final Duration PAUSE = Duration.ofMillis(300);

    /// What is being done.
    enum Task {
        INSTALL,
        YANK,
        PUBLISH,
        REVIEW,
        CURATE
    }

    private final Site site;
    private final MarketApi market;
    private final MarketPlans plans;
    private final Reading<List<SkillView>> reading;
    private final Reading<SkillDetail> detail;
    private final Reading<Optional<AgentSkill>> installed;
    private final Rows<SkillView> rows;
    private final Edit edit;
    private final Draft draft;
    private final Most most = new Most(PAGE);
    private final ObjectProperty<@Nullable SkillSort> sort = new SimpleObjectProperty<>(SkillSort.INSTALLS);
    private final ObjectProperty<@Nullable AgentRow> agent = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable SemVer> version = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Integer> rating = new SimpleObjectProperty<>();
    private final StringProperty reason = new SimpleStringProperty("");
    private @Nullable Runnable proposal;
    private Task task = Task.INSTALL;
    private @Nullable UUID shown;
    private long turn;

    public MarketViewModel(Site site) {
        this.site = site;
        market = MarketApi.of(site.api());
        plans = new MarketPlans(site, this::ask);
        reading = new Reading<>(site.background());
        detail = new Reading<>(site.background());
        installed = new Reading<>(site.background());
        rows = Rows.filteredThere(reading, skill -> skill.slug().value());
        edit = new Edit(site);
        draft = new Draft(site);
        rows.filterTextProperty().subscribe(_ -> askSoon());
        sort.subscribe(_ -> askSoon());
        rows.openedProperty().subscribe(this::follow);
        agent.subscribe(_ -> readInstalled());
        version.subscribe(_ -> propose());
        installed.phaseProperty().subscribe(_ -> propose());
        rating.subscribe(_ -> propose());
        reason.subscribe(_ -> propose());
        draft.onChange(this::propose);
    }

    public Rows<SkillView> rows() {
        return rows;
    }

    /// How many skills are read.
    Most most() {
        return most;
    }

    Reading<SkillDetail> detail() {
        return detail;
    }

    public Edit edit() {
        return edit;
    }

    /// The version that is being written.
    Draft draft() {
        return draft;
    }

    public ObjectProperty<@Nullable SkillSort> sortProperty() {
        return sort;
    }

    public ObjectProperty<@Nullable AgentRow> agentProperty() {
        return agent;
    }

    /// Which version the agent shall have.
    ObjectProperty<@Nullable SemVer> versionProperty() {
        return version;
    }

    ObjectProperty<@Nullable Integer> ratingProperty() {
        return rating;
    }

    /// Why, or what is said in a review.
    public StringProperty reasonProperty() {
        return reason;
    }

    Task task() {
        return task;
    }

    /// Whether the person looks after the marketplace of this server.
    boolean isCurator() {
        return site.user().curator();
    }

    public List<AgentRow> agents() {
        return site.fleet().rows().stream()
                .sorted(Comparator.comparing(row -> row.get().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// Those that can be put onto an agent, the highest first.
    List<SemVer> installable() {
        SkillDetail known = detail.get();
        return known == null ? List.of() : known.installable();
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
        change(skill, null);
    }

    /// Begins to give an agent this version or another.
    ///
    /// @param whose null where a person still has to choose
    void change(SkillView skill, @Nullable AgentId whose) {
        begin(
                Task.INSTALL,
                Texts.of(whose == null ? "market.install-title" : "market.change-title", skill.name()),
                () -> {
                    AgentRow who = agent.get();
                    SemVer wanted = version.get();
                    Optional<AgentSkill> has = installed.get();
                    if (who == null) {
                        edit.incomplete(Texts.of("market.agent-missing"));
                    } else if (wanted == null) {
                        edit.incomplete(Texts.of("market.version-missing"));
                    } else if (has != null
                            && has.filter(one -> one.version().equals(wanted)).isPresent()) {
                        edit.incomplete(Texts.of("market.has-already", who.get().name(), wanted));
                    } else if (has != null) {
                        edit.propose(plans.giving(skill, who.id(), wanted, has.orElse(null)));
                    }
                });
        agent.set(null);
        version.set(whose == null ? skill.latestVersion() : null);
        if (whose != null) {
            site.fleet().row(whose).ifPresent(agent::set);
        }
    }

    /// Begins to take a version back.
    public void yank(SkillView skill, SkillVersionView taken) {
        begin(
                Task.YANK,
                Texts.of("market.yank-title", skill.name(), taken.version()),
                () -> withReason(why -> plans.yanking(skill, taken.version(), why)));
    }

    /// Begins to write the next version.
    void publish(SkillView skill) {
        SkillDetail known = detail.get();
        begin(Task.PUBLISH, Texts.of("publish.title", skill.name()), () -> {
            if (known != null && known.signs()) {
                edit.incomplete(
                        Texts.of("publish.needs-signature", skill.publisher().name()));
                return;
            }
            try {
                edit.propose(plans.publishing(skill, draft.toPublish()));
            } catch (InvalidValue e) {
                edit.incomplete(String.valueOf(e.getMessage()));
            }
        });
        draft.clear(known == null || known.versions().isEmpty() ? "1.0.0" : "");
    }

    /// Takes the text of a `capabilities.yaml`, wherever it was dropped; begins a version where none is being written.
    void takeCapabilities(SkillView skill, Path file) {
        if (task != Task.PUBLISH || !edit.isOpen()) {
            publish(skill);
        }
        draft.readCapabilities(file);
    }

    /// Asks a person for a file, for one of both.
    Optional<Path> choose(String title) {
        return site.hands().choose(title);
    }

    /// Begins to write one's review, or to change it.
    void review(SkillView skill) {
        SkillDetail known = detail.get();
        ReviewView own = known == null ? null : known.own();
        begin(Task.REVIEW, Texts.of("review.title", skill.name()), () -> {
            Integer stars = rating.get();
            if (stars == null) {
                edit.incomplete(Texts.of("review.no-stars"));
            } else {
                edit.propose(plans.reviewing(skill, own, stars, reason.get()));
            }
        });
        reason.set(own == null ? "" : own.body());
        rating.set(own == null ? null : Integer.valueOf(own.rating()));
    }

    /// Begins to hide a skill from everyone but its owner, or to end that.
    void curate(SkillView skill) {
        boolean free = skill.status() != SkillStatus.QUARANTINED;
        begin(
                Task.CURATE,
                Texts.of(free ? "curate.title" : "curate.release-title", skill.name()),
                () -> withReason(why -> plans.curating(skill, free, why)));
    }

    private void begin(Task next, String title, Runnable proposing) {
        edit.close();
        task = next;
        proposal = null;
        reason.set("");
        installed.clear();
        proposal = proposing;
        edit.open(title);
        propose();
    }

    private void withReason(Function<String, Plan> plan) {
        if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
        } else {
            edit.propose(plan.apply(reason.get()));
        }
    }

    private void propose() {
        Runnable now = proposal;
        if (now != null && edit.isOpen() && edit.hasForm()) {
            now.run();
        }
    }

    /// Which version the agent has now decides what the change is.
    private void readInstalled() {
        AgentRow who = agent.get();
        SkillView skill = rows.openedProperty().get();
        if (who == null || skill == null) {
            installed.clear();
            propose();
            return;
        }
        AgentId id = who.id();
        installed.read(() -> AgentSkillsApi.of(site.api()).skills(id).installed().stream()
                .filter(one -> one.skillId().equals(skill.id()))
                .findFirst());
    }

    private void follow(@Nullable SkillView skill) {
        UUID id = skill == null ? null : skill.id();
        if (skill == null || id == null) {
            shown = null;
            detail.clear();
        } else if (!id.equals(shown)) {
            shown = id;
            List<AgentId> asked = site.fleet().rows().size() > FEW
                    ? List.of()
                    : site.fleet().rows().stream().map(AgentRow::id).toList();
            detail.read(() -> SkillDetail.read(site.api(), skill, asked));
        }
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
        reading.renew(() -> {
            List<SkillView> found =
                    most.read(cursor -> market.skills(words.isEmpty() ? null : words, order, null, cursor, PAGE));
            // One's own, and for curators everybody's: what is hidden from others is not forgotten.
            market.quarantined(null, PAGE).items().stream()
                    .filter(hidden -> hidden.name().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                    .filter(hidden -> found.stream().noneMatch(one -> one.id().equals(hidden.id())))
                    .forEach(found::add);
            return found;
        });
        detail.reload();
    }
}
