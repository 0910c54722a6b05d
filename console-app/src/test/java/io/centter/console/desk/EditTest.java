package io.centter.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Side;
import io.centter.console.desk.Preview.Line;
import io.centter.model.api.Problem;
import io.centter.model.event.EventData;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EditTest {
    private static final Preview HARMLESS = Preview.safe(Line.note("Nothing to speak of"));

    private final SampleSite sample = SampleSite.open();
    private final Edit edit = new Edit(sample.site());
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void changeIsPreviewedAppliedAndDoneOnlyWhenTheHubTellsOfIt() {
        edit.open("Resume", plan());
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.READY);
        assertThat(edit.previewProperty().get()).isEqualTo(HARMLESS);
        assertThat(made).hasValue(0);

        edit.apply();
        assertThat(made).hasValue(1);
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.WAITING);
        sample.tell(new EventData.NetworkSuspended("another thing"));
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.WAITING);
        sample.tell(new EventData.NetworkResumed("well again"));
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(edit.receipts()).hasSize(2).allMatch(Edit.Receipt::done);
        edit.apply();
        assertThat(made).hasValue(1);
    }

    @Test
    void eventThatIsFasterThanTheReplyCounts() {
        edit.open("Resume", Plan.heardBy(data -> data instanceof EventData.NetworkResumed, () -> HARMLESS, () -> {
            sample.tell(new EventData.NetworkResumed("well again"));
            return Applied.done("version 2");
        }));
        edit.apply();
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.DONE);
    }

    @Test
    void eventThatDoesNotComeIsSaidAndEverythingIsReadAnew() {
        AtomicInteger read = new AtomicInteger();
        sample.news.listen(_ -> false, read::incrementAndGet);
        edit.open("Resume", plan());
        edit.apply();
        sample.loseNoMoreTime();

        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(edit.receipts().getLast().done()).isFalse();
        assertThat(read).hasValue(1);
    }

    @Test
    void nothingIsAppliedWhileTheNetworkIsReadOnly() {
        sample.writable.set(false);
        edit.open("Resume", plan());
        assertThat(edit.mayApplyBinding().get()).isFalse();
        edit.apply();
        assertThat(made).hasValue(0);
        sample.allowChanges();
        assertThat(edit.mayApplyBinding().get()).isTrue();
    }

    @Test
    void whatCannotBeUndoneIsTypedFirst() {
        edit.open(
                "Delete", Plan.unheard(() -> {}, () -> Preview.destructive("acme", Line.warning("Gone")), this::make));
        edit.apply();
        assertThat(made).hasValue(0);
        edit.confirmationProperty().set("acm");
        assertThat(edit.mayApplyBinding().get()).isFalse();
        edit.confirmationProperty().set("acme ");
        edit.apply();
        assertThat(made).hasValue(1);
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.DONE);
    }

    @Test
    void changedFormIsPreviewedAnewAndAnIncompleteOneCannotBeApplied() {
        edit.open("Grant");
        edit.incomplete("Say why.");
        assertThat(edit.missingProperty().get()).isEqualTo("Say why.");
        edit.propose(plan());
        assertThat(edit.mayApplyBinding().get()).isTrue();
        edit.incomplete("Say why.");
        assertThat(edit.mayApplyBinding().get()).isFalse();
        edit.apply();
        assertThat(made).hasValue(0);
    }

    @Test
    void refusalKeepsTheFormAndSaysWhatToDo() {
        edit.open("Grant", Plan.unheard(() -> {}, () -> HARMLESS, () -> {
            throw problem(403, "insufficient-role");
        }));
        edit.apply();
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        Trouble trouble = SampleSite.there(edit.troubleProperty().get());
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.FORBIDDEN);
        assertThat(trouble.todo()).contains("role");
        assertThat(trouble.traceId()).isEqualTo("trace-1");
    }

    @Test
    void whereALargerRoleWouldNotHelpNoneIsAdvised() {
        Trouble trouble = Trouble.of(problem(403, "network-suspended"));
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.FORBIDDEN);
        assertThat(trouble.todo()).isEmpty();
    }

    @Test
    void lostAnswerIsNotCalledUnchanged() {
        edit.open("Grant", Plan.unheard(() -> {}, () -> HARMLESS, () -> {
            throw new Unreachable("No answer came.", null);
        }));
        edit.apply();
        Trouble trouble = SampleSite.there(edit.troubleProperty().get());
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.UNREACHABLE);
    }

    @Test
    void editOnAnOldVersionShowsBothSides() {
        AtomicInteger again = new AtomicInteger();
        edit.open(
                "Rename",
                Plan.unheard(() -> {}, () -> HARMLESS, () -> {
                            throw problem(412);
                        })
                        .onConflict(
                                () -> new Conflict(List.of(new Side("Name", "Acme", "Apex")), again::incrementAndGet)));
        edit.apply();
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.CONFLICT);
        Conflict conflict = SampleSite.there(edit.conflictProperty().get());
        assertThat(conflict.sides()).containsExactly(new Side("Name", "Acme", "Apex"));
        conflict.again().run();
        assertThat(again).hasValue(1);
    }

    @Test
    void undoIsOfferedAfterwardsAndIsAChangeLikeAnyOther() {
        Plan back = plan();
        edit.open(
                "Suspend",
                Plan.unheard(
                        () -> {}, () -> HARMLESS, () -> Applied.done("done").undoneBy(back)));
        edit.apply();
        assertThat(edit.undoProperty().get()).isSameAs(back);
        edit.undo();
        assertThat(edit.phaseProperty().get()).isEqualTo(Phase.READY);
        edit.apply();
        assertThat(made).hasValue(1);
    }

    private Plan plan() {
        return Plan.heardBy(data -> data instanceof EventData.NetworkResumed, () -> HARMLESS, this::make);
    }

    private Applied make() {
        made.incrementAndGet();
        return Applied.done("version 2");
    }

    private static ApiProblem problem(int status) {
        return problem(status, "refused");
    }

    private static ApiProblem problem(int status, String code) {
        return new ApiProblem(
                new Problem("about:blank", "Refused", status, code, "You lack the role admin.", "trace-1", null), null);
    }
}
