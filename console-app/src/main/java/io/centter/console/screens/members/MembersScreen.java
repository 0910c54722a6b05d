package io.centter.console.screens.members;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.MemberRole;
import io.centter.model.api.MemberView;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// The people of the network.
public final class MembersScreen extends ListScreen<MemberView> {
    private final MembersViewModel model;

    public MembersScreen(Site site, MembersViewModel model) {
        super(site, "members", "fth-user", model.rows(), model.edit());
        this.model = model;
    }

    @Override
    protected RowsTable<MemberView> table() {
        return new RowsTable<>("members-table", title(), model.rows())
                .text(
                        Texts.of("members.name"),
                        180,
                        member -> model.isSelf(member) ? Texts.of("members.you", member.name()) : member.name(),
                        "cell-name")
                .text(Texts.of("members.email"), 240, MemberView::email)
                .growing()
                .text(Texts.of("members.role"), 120, member -> Texts.word("member", member.role()))
                .ago(Texts.of("members.added"), 100, MemberView::addedAt, site().ticker());
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-user", Texts.of("members.empty"), "");
    }

    @Override
    protected List<Node> actions() {
        Button add = Labels.button(Texts.of("members.add"), "fth-user-plus", model::add);
        add.setId("members-add");
        return List.of(add);
    }

    @Override
    protected Region detail(MemberView member) {
        Button change = Labels.button(Texts.of("members.change"), "fth-edit-2", () -> model.change(member));
        Button remove = Labels.button(
                Texts.of(model.isSelf(member) ? "members.leave" : "members.remove"),
                "fth-user-minus",
                () -> model.remove(member));
        Button did = Labels.button(
                Texts.of("members.what-they-did"),
                "fth-file-text",
                () -> site().hands().go(new Destination.Audit("user:" + member.userId())));
        boolean owner = member.role() == MemberRole.OWNER;
        List<Button> buttons = owner ? List.of(did) : List.of(change, remove, did);
        SidePane pane = new SidePane(
                        site(), "member-pane", member.name(), () -> model.rows().closeDetail())
                .under(Labels.styled(Texts.word("member", member.role()), "chip", "chip-outline"))
                .actions(buttons.toArray(Button[]::new))
                .facts(List.of(
                        Fact.of(Texts.of("members.email"), member.email()),
                        Fact.of(Texts.of("members.may"), Texts.word("member.may", member.role())),
                        Fact.at(Texts.of("members.added"), member.addedAt())));
        if (owner) {
            pane.add(Labels.wrapped(Texts.of("members.owner-note"), "muted"));
        }
        return pane.node();
    }

    @Override
    protected List<Node> fields() {
        if (!model.edit().hasForm()) {
            return List.of();
        }
        Node email = Fields.text("edit-email", Texts.of("members.email"), "sol@example.com", model.emailProperty());
        email.setDisable(model.isChanging());
        return List.of(
                email,
                Fields.choice(
                        "edit-role",
                        Texts.of("members.role"),
                        MembersViewModel.GIVEN,
                        value -> Texts.word("member", value),
                        model.roleProperty()));
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }
}
