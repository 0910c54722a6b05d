package io.centter.console.screens.members;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.AddMember;
import io.centter.model.api.MemberRole;
import io.centter.model.api.MemberView;
import io.centter.model.event.EventData;
import io.centter.model.identity.InvalidValue;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The people of the network and what each may do.
public final class MembersViewModel {
    /// There is one owner, who cannot be made here.
    static final List<MemberRole> GIVEN = List.of(MemberRole.ADMIN, MemberRole.OPERATOR, MemberRole.VIEWER);

    private final Site site;
    private final Reading<List<MemberView>> reading;
    private final Rows<MemberView> rows;
    private final Edit edit;
    private final StringProperty email = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable MemberRole> role = new SimpleObjectProperty<>(MemberRole.VIEWER);
    private @Nullable MemberView changing;

    public MembersViewModel(Site site) {
        this.site = site;
        reading = new Reading<>(site.background());
        rows = new Rows<>(
                reading,
                MemberView::userId,
                member -> member.name() + " " + member.email() + " " + Texts.word("member", member.role()));
        edit = new Edit(site);
        email.subscribe(_ -> propose());
        role.subscribe(_ -> propose());
    }

    public Rows<MemberView> rows() {
        return rows;
    }

    public Edit edit() {
        return edit;
    }

    public StringProperty emailProperty() {
        return email;
    }

    public ObjectProperty<@Nullable MemberRole> roleProperty() {
        return role;
    }

    /// Whether a person who is a member already gets another role.
    boolean isChanging() {
        return changing != null;
    }

    /// Whether this is who looks.
    public boolean isSelf(MemberView member) {
        return member.userId().equals(site.user().id());
    }

    public Subscription attach() {
        if (reading.phaseProperty().get() == Reading.Phase.IDLE) {
            reading.read(() -> site.api().allMembers(site.id()));
        } else {
            reading.reload();
        }
        return site.news()
                .listen(
                        data -> data instanceof EventData.MemberAdded || data instanceof EventData.MemberRemoved,
                        reading::reload);
    }

    public void add() {
        begin(null, Texts.of("members.add-title"), "", MemberRole.VIEWER);
    }

    public void change(MemberView member) {
        begin(member, Texts.of("members.change-title", member.name()), member.email(), member.role());
    }

    public void remove(MemberView member) {
        edit.open(
                Texts.of(isSelf(member) ? "members.leave-title" : "members.remove-title", member.name()),
                Plan.heardBy(
                        data -> data instanceof EventData.MemberRemoved removed
                                && removed.user().equals(member.userId()),
                        () -> Preview.careful(new Line(
                                Preview.Kind.LOSE,
                                Texts.of(
                                        "members.remove-preview",
                                        member.name(),
                                        site.network().get().name()),
                                Texts.of("members.remove-detail"))),
                        () -> {
                            site.api().removeMember(site.id(), member.userId());
                            return Applied.done(Texts.of("members.removed"))
                                    .undoneBy(plan(member.email(), member.role(), null));
                        }));
    }

    private void begin(@Nullable MemberView member, String title, String mail, MemberRole now) {
        edit.close();
        changing = member;
        email.set(mail);
        role.set(now);
        edit.open(title);
        propose();
    }

    private void propose() {
        MemberRole wanted = role.get();
        if (!edit.isOpen() || !edit.hasForm() || wanted == null) {
            return;
        }
        MemberView before = changing;
        if (before != null && before.role() == wanted) {
            edit.incomplete(Texts.of("members.same-role"));
            return;
        }
        try {
            edit.propose(plan(email.get().strip(), wanted, before));
        } catch (InvalidValue e) {
            edit.incomplete(email.get().isBlank() ? Texts.of("members.email-missing") : String.valueOf(e.getMessage()));
        }
    }

    private Plan plan(String mail, MemberRole wanted, @Nullable MemberView before) {
        AddMember request = new AddMember(mail, wanted);
        return Plan.heardBy(
                data -> data instanceof EventData.MemberAdded added
                        && added.email().equalsIgnoreCase(request.email()),
                () -> preview(request, before),
                () -> {
                    site.api().addMember(site.id(), request);
                    Applied applied = Applied.done(Texts.of("members.recorded"));
                    return before == null ? applied : applied.undoneBy(plan(mail, before.role(), null));
                });
    }

    private static Preview preview(AddMember request, @Nullable MemberView before) {
        String may = Texts.word("member.may", request.role());
        boolean less = before != null && before.role().covers(request.role());
        Line line = new Line(
                less ? Preview.Kind.LOSE : Preview.Kind.GAIN,
                Texts.of("members.preview", request.email(), Texts.word("member", request.role())),
                may);
        return less ? Preview.careful(line) : Preview.safe(line);
    }
}
