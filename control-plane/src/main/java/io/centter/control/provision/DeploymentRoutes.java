package io.centter.control.provision;

import io.centter.control.http.Access;
import io.centter.control.http.Call;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.CreateDeployment;
import io.centter.model.api.DeploymentView;
import io.centter.model.api.MemberRole;

/// Deployments and instances.
public final class DeploymentRoutes {
    private final DeploymentService deployments;

    public DeploymentRoutes(DeploymentService deployments) {
        this.deployments = deployments;
    }

    public void declare(Router router) {
        router.get("/teams/{team}/deployments", "Lists the deployments of a team, those that are over too.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(DeploymentView.class)
                .handle(call -> Reply.of(deployments.list(call)));
        router.post("/teams/{team}/deployments", "Puts an agent of a team onto a machine of ours.")
                .by(Access.member(MemberRole.ADMIN))
                .takes(CreateDeployment.class)
                .idempotent()
                .gives(201, DeploymentView.class)
                .handle(call -> versioned(deployments.deploy(
                        call.user(), call.network(), call.team(), call.body().agentId(), call.idempotencyKey())));
        router.get("/agents/{agent}/instance", "Shows the machine that an agent runs on.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(DeploymentView.class)
                .handle(call -> versioned(deployments.get(call.network(), call.agent())));
        router.post("/agents/{agent}/instance/start", "Starts a stopped machine.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .gives(202, DeploymentView.class)
                .handle(call -> change(call, MachineOrder.Kind.START));
        router.post("/agents/{agent}/instance/stop", "Stops a running machine.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .gives(202, DeploymentView.class)
                .handle(call -> change(call, MachineOrder.Kind.STOP));
        router.delete("/agents/{agent}/instance", "Terminates the machine that an agent runs on.")
                .by(Access.member(MemberRole.ADMIN))
                .versioned()
                .gives(202, DeploymentView.class)
                .handle(call -> change(call, MachineOrder.Kind.TERMINATE));
    }

    private Reply<DeploymentView> change(Call<?> call, MachineOrder.Kind order) {
        return versioned(deployments.change(call.user(), call.network(), call.agent(), order, call.ifMatch()));
    }

    private static Reply<DeploymentView> versioned(DeploymentView view) {
        return Reply.of(view, view.version());
    }
}
