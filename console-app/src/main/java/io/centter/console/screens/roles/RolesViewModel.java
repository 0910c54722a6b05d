package io.centter.console.screens.roles;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Plan.Conflict;
import io.centter.console.desk.Plan.Side;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rights;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.NetworkRole;
import io.centter.model.api.SetRole;
import io.centter.model.event.EventData;
import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.centter.sdk.rest.PermissionsApi;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The roles of the network, and changing the scopes that one brings.
public final class RolesViewModel {
    private final Site site;
    private final PermissionsApi permissions;
    private final Reading<List<NetworkRole>> reading;
    private final Rows<NetworkRole> rows;
    private final Edit edit;
    private final StringProperty scopes = new SimpleStringProperty("");
    private final StringProperty reason = new SimpleStringProperty("");
    private @Nullable NetworkRole base;

    public RolesViewModel(Site site) {
        this.site = site;
        permissions = PermissionsApi.of(site.api());
        reading = new Reading<>(site.background());
        rows = new Rows<>(
                reading, NetworkRole::role, role -> Texts.word("role", role.role()) + " " + lines(role.scopes()));
        edit = new Edit(site);
        scopes.subscribe(_ -> propose());
        reason.subscribe(_ -> propose());
    }

    public Rows<NetworkRole> rows() {
        return rows;
    }

    public Edit edit() {
        return edit;
    }

    /// One a line.
    public StringProperty scopesProperty() {
        return scopes;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public Subscription attach() {
        if (reading.phaseProperty().get() == Reading.Phase.IDLE) {
            reading.read(() -> permissions.roles(site.id()));
        } else {
            reading.reload();
        }
        return site.news().listen(data -> data instanceof EventData.RoleChanged, reading::reload);
    }

    public void begin(NetworkRole role) {
        begin(role, lines(role.scopes()), "");
    }

    /// Begins to give a role the scopes of its template again.
    public void reset(NetworkRole role) {
        begin(role, String.join("\n", RoleTemplate.of(role.role()).scopes()), Texts.of("roles.reset-reason"));
    }

    private void begin(NetworkRole role, String text, String why) {
        base = null;
        scopes.set(text);
        reason.set(why);
        base = role;
        edit.open(Texts.of("roles.edit-title", Texts.word("role", role.role())));
        propose();
    }

    private void propose() {
        NetworkRole from = base;
        if (from == null || !edit.isOpen() || !edit.hasForm()) {
            return;
        }
        List<Scope> wanted;
        try {
            wanted = parse(scopes.get());
        } catch (InvalidValue e) {
            edit.incomplete(String.valueOf(e.getMessage()));
            return;
        }
        if (wanted.equals(from.scopes())) {
            edit.incomplete(Texts.of("roles.unchanged"));
        } else if (reason.get().isBlank()) {
            edit.incomplete(Texts.of("form.reason-missing"));
        } else {
            edit.propose(plan(from, wanted, reason.get()));
        }
    }

    private Plan plan(NetworkRole from, List<Scope> wanted, String why) {
        Role role = from.role();
        return Plan.heardBy(
                        data -> data instanceof EventData.RoleChanged changed && changed.role() == role,
                        () -> Rights.preview(site, new PermissionChange.SetScopes(role, wanted)),
                        () -> {
                            NetworkRole now =
                                    permissions.setRole(site.id(), role, from.version(), new SetRole(wanted, why));
                            return Applied.done(Texts.of("version", now.version()))
                                    .undoneBy(plan(now, from.scopes(), Texts.of("permissions.undo-reason")));
                        })
                .onConflict(() -> conflict(role, wanted));
    }

    private Conflict conflict(Role role, List<Scope> wanted) {
        NetworkRole now = permissions.role(site.id(), role);
        return new Conflict(
                List.of(new Side(Texts.of("roles.scopes"), lines(now.scopes()), lines(wanted))),
                () -> begin(now, lines(wanted), reason.get()));
    }

    static List<Scope> parse(String text) {
        return Arrays.stream(text.split("[\\s,]+", 0))
                .filter(word -> !word.isBlank())
                .map(Scope::parse)
                .distinct()
                .sorted()
                .toList();
    }

    static String lines(List<Scope> scopes) {
        return scopes.stream().map(Scope::toString).collect(Collectors.joining("\n"));
    }
}
