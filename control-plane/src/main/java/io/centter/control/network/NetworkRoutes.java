package io.centter.control.network;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.AddMember;
import io.centter.model.api.Because;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.MemberRole;
import io.centter.model.api.MemberView;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.NetworkView;
import io.centter.model.api.UpdateNetwork;

/// The networks group.
public final class NetworkRoutes {
    private final NetworkService networks;
    private final MemberService members;
    private final NetworkStanding standing;
    private final NetworkFigures figures;

    public NetworkRoutes(
            NetworkService networks, MemberService members, NetworkStanding standing, NetworkFigures figures) {
        this.networks = networks;
        this.members = members;
        this.standing = standing;
        this.figures = figures;
    }

    public void declare(Router router) {
        router.get("/networks", "Lists the networks that you are a member of.")
                .by(Access.user())
                .query("cursor", "limit")
                .givesPage(NetworkView.class)
                .handle(call -> Reply.of(networks.list(call.user(), call)));
        router.post("/networks", "Creates a network that you own.")
                .by(Access.user())
                .takes(CreateNetwork.class)
                .idempotent()
                .gives(201, NetworkView.class)
                .handle(call -> {
                    NetworkView view = networks.create(call);
                    return Reply.of(view, view.version()).with("Location", "/api/v1/networks/" + view.id());
                });
        router.get("/networks/{network}", "Shows a network.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(NetworkView.class)
                .handle(call -> versioned(networks.get(call.user(), call.network())));
        router.patch("/networks/{network}", "Renames a network, or gives it another plan, which takes the owner.")
                .by(Access.member(MemberRole.ADMIN))
                .versioned()
                .takes(UpdateNetwork.class)
                .gives(NetworkView.class)
                .handle(call -> versioned(networks.update(call.user(), call.network(), call.ifMatch(), call.body())));
        router.delete("/networks/{network}", "Deletes a network and everything in it.")
                .by(Access.member(MemberRole.OWNER))
                .versioned()
                .handle(call -> {
                    networks.delete(call.user(), call.network(), call.ifMatch());
                    return Reply.none();
                });
        declareStanding(router);
        declareMembers(router);
    }

    private void declareStanding(Router router) {
        router.get("/networks/{network}/stats", "Shows what is in a network, in numbers.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(NetworkStats.class)
                .handle(call -> Reply.of(figures.of(call.network())));
        router.post("/networks/{network}/suspend", "Keeps the agents of a network out until it is resumed.")
                .by(Access.member(MemberRole.ADMIN))
                .takes(Because.class)
                .gives(NetworkView.class)
                .handle(call -> versioned(standing.suspend(
                        call.user(), call.network(), call.body().reason())));
        router.post("/networks/{network}/resume", "Lets the agents of a suspended network in again.")
                .by(Access.member(MemberRole.ADMIN))
                .takes(Because.class)
                .gives(NetworkView.class)
                .handle(call -> versioned(
                        standing.resume(call.user(), call.network(), call.body().reason())));
    }

    private void declareMembers(Router router) {
        router.get("/networks/{network}/members", "Lists the members of a network.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(MemberView.class)
                .handle(call -> Reply.of(members.list(call.network(), call)));
        router.post("/networks/{network}/members", "Adds a member, or changes a member's role.")
                .by(Access.member(MemberRole.ADMIN))
                .takes(AddMember.class)
                .gives(201, MemberView.class)
                .handle(call -> Reply.of(members.put(call.user(), call.network(), call.body())));
        router.delete("/networks/{network}/members/{user}", "Removes a member; everyone but the owner may leave.")
                .by(Access.member(MemberRole.VIEWER))
                .handle(call -> {
                    members.remove(call.user(), call.network(), call.userId("user"));
                    return Reply.none();
                });
    }

    private static Reply<NetworkView> versioned(NetworkView view) {
        return Reply.of(view, view.version());
    }
}
