package io.centter.control.presence;

import io.centter.control.http.Call;
import io.centter.control.http.Cursors;
import io.centter.control.http.JsonObject;
import io.centter.control.http.Reply;
import io.centter.control.http.Route;
import io.centter.control.http.WrittenJson;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.PresenceSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agents of a network as they are now. With a limit or a cursor it gives a page, which takes as long in any
/// network; without, all of them in one answer.
final class PresencePages implements Route.Handler<Void, PresenceSnapshot> {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final PresenceBoard board;
    private final Cursors cursors;

    PresencePages(PresenceBoard board, Cursors cursors) {
        this.board = board;
        this.cursors = cursors;
    }

    @Override
    public boolean isShort(Call<Void> call) {
        return call.query("limit").isPresent() || call.query("cursor").isPresent();
    }

    @Override
    public Reply<PresenceSnapshot> handle(Call<Void> call) {
        return isShort(call) ? Reply.written(page(call)) : Reply.of(board.snapshot(call.network()));
    }

    private WrittenJson page(Call<Void> call) {
        NetworkId network = call.network();
        String list = "presence-now:" + network;
        Found.@Nullable Place from =
                cursors.read(list, call.query("cursor")).map(Found.Place::read).orElse(null);
        Sights agents = board.sights(network);
        Found found = agents.page(Wanted.ALL, from, call.limit(USUAL, MOST));
        List<byte[]> texts = new ArrayList<>(found.agents().size());
        for (AgentSight agent : found.agents()) {
            texts.add(agents.pictured(agent, one -> JsonObject.part(board.picture(one))));
        }
        JsonObject json = new JsonObject()
                .text("network_id", network.toString())
                .text("at", board.now().toString())
                .truth("hub_connected", board.hubConnected())
                .list("agents", texts);
        if (found.next() != null) {
            json.text("next_cursor", cursors.after(list, found.next().written()));
        }
        return json.done();
    }
}
