package io.centter.control.provision;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.Plan;
import io.centter.model.api.PlanView;
import io.centter.model.api.Plans;
import java.util.Arrays;
import java.util.Locale;

/// The plans that there are.
public final class PlanRoutes {
    public void declare(Router router) {
        router.get("/plans", "Lists the plans, and how many deployed agents each allows.")
                .by(Access.everyone())
                .gives(Plans.class)
                .handle(_ -> Reply.of(new Plans(
                        Arrays.stream(Plan.values()).map(PlanRoutes::view).toList())));
    }

    private static PlanView view(Plan plan) {
        String word = plan.name();
        return new PlanView(plan, word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT), plan.deployedAgents());
    }
}
