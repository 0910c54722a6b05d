package io.centter.control.skill;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.Because;
import io.centter.model.skill.PublisherView;
import io.centter.model.skill.SkillView;

/// What curators of the marketplace do.
public final class CurationRoutes {
    private final CurationService curation;

    public CurationRoutes(CurationService curation) {
        this.curation = curation;
    }

    public void declare(Router router) {
        router.post(
                        "/skills/{skill}/quarantine",
                        "Puts a skill into quarantine, as a curator: nobody else sees it and it is not newly installed.")
                .by(Access.user())
                .takes(Because.class)
                .gives(SkillView.class)
                .handle(call -> {
                    SkillView view = curation.quarantine(call);
                    return Reply.of(view, view.version());
                });
        router.post("/skills/{skill}/release", "Lets a skill out of quarantine, as a curator.")
                .by(Access.user())
                .takes(Because.class)
                .gives(SkillView.class)
                .handle(call -> {
                    SkillView view = curation.release(call);
                    return Reply.of(view, view.version());
                });
        declareVouching(router, "verify", "Vouches for a publisher, as a curator: until it takes another name.", true);
        declareVouching(router, "unverify", "Vouches for a publisher no more, as a curator.", false);
    }

    private void declareVouching(Router router, String verb, String summary, boolean verified) {
        router.post("/publishers/{publisher}/" + verb, summary)
                .by(Access.user())
                .takes(Because.class)
                .gives(PublisherView.class)
                .handle(call -> {
                    PublisherView view = curation.vouch(call, verified);
                    return Reply.of(view, view.version());
                });
    }
}
