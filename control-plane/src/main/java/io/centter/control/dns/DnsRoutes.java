package io.centter.control.dns;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.DnsRecordView;
import io.centter.model.api.MemberRole;
import io.centter.model.api.PutDns;

/// The DNS group.
public final class DnsRoutes {
    private final DnsService names;

    public DnsRoutes(DnsService names) {
        this.names = names;
    }

    public void declare(Router router) {
        router.get("/networks/{network}/dns", "Lists what is to be published of each agent, and why not.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(DnsRecordView.class)
                .handle(call -> Reply.of(names.list(call)));
        router.post("/networks/{network}/dns/sync", "Publishes the names of a network now.")
                .by(Access.member(MemberRole.OPERATOR))
                .handle(call -> {
                    names.sync(call);
                    return Reply.none();
                });
        router.get("/agents/{agent}/dns", "Shows what is to be published of an agent.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(DnsRecordView.class)
                .handle(call -> versioned(names.get(call.network(), call.agent())));
        router.put("/agents/{agent}/dns", "Gives an agent's name an address by hand.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .takes(PutDns.class)
                .gives(DnsRecordView.class)
                .handle(call -> versioned(names.override(call)));
        router.delete("/agents/{agent}/dns", "Takes that address away; the agent's own word counts again.")
                .by(Access.member(MemberRole.OPERATOR))
                .versioned()
                .handle(call -> {
                    names.clear(call);
                    return Reply.none();
                });
    }

    private static Reply<DnsRecordView> versioned(DnsRecordView view) {
        return Reply.of(view, view.version());
    }
}
