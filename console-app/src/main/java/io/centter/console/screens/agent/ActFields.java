package io.centter.console.screens.agent;

import io.centter.console.desk.Fields;
import io.centter.console.desk.Lasting;
import io.centter.console.text.Texts;
import io.centter.model.api.TeamView;
import io.centter.model.role.Role;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;

/// What a person says for something that is done with agents.
public final class ActFields {
    private ActFields() {}

    public static List<Node> of(AgentActs acts) {
        AgentAct act = acts.act();
        List<Node> fields = new ArrayList<>();
        if (acts.edit().hasForm() && (acts.creates() || act == AgentAct.CHANGE)) {
            fields.add(Fields.text(
                    "edit-name", Texts.of("agents.column.name"), Texts.of("act.name-prompt"), acts.nameProperty()));
            fields.add(role(acts, "agents.column.role"));
            return fields;
        }
        if (act == null || !acts.edit().hasForm()) {
            return fields;
        }
        if (act == AgentAct.JOIN_TEAM) {
            fields.add(team(acts));
            fields.add(role(acts, "act.team-role"));
        }
        if (act == AgentAct.GRANT || act == AgentAct.REVOKE) {
            fields.add(Fields.text(
                    "edit-scope", Texts.of("act.scope"), Texts.of("act.scope-prompt"), acts.scopeProperty()));
        }
        if (act == AgentAct.ROTATE_KEY) {
            fields.add(Fields.choice(
                    "edit-overlap",
                    Texts.of("act.overlap"),
                    List.of(Overlap.values()),
                    Overlap::words,
                    acts.overlapProperty()));
        }
        if (act.wantsReason()) {
            fields.add(Fields.text(
                    "edit-reason", Texts.of("form.reason"), Texts.of("form.reason-prompt"), acts.reasonProperty()));
        }
        if (act == AgentAct.LOCK || act == AgentAct.GRANT || act == AgentAct.REVOKE) {
            fields.add(Fields.choice(
                    "edit-lasting",
                    Texts.of("act.lasting"),
                    List.of(Lasting.values()),
                    Lasting::words,
                    acts.lastingProperty()));
        }
        return fields;
    }

    private static Node role(AgentActs acts, String label) {
        return Fields.choice(
                "edit-role",
                Texts.of(label),
                List.of(Role.values()),
                role -> Texts.word("role", role),
                acts.roleProperty());
    }

    private static Node team(AgentActs acts) {
        ComboBox<TeamView> box = Fields.combo("edit-team", Texts.of("act.team"), TeamView::name);
        acts.teams().valueProperty().subscribe(teams -> box.getItems().setAll(teams == null ? List.of() : teams));
        box.valueProperty().bindBidirectional(acts.teamProperty());
        return Fields.labelled(Texts.of("act.team"), box);
    }
}
