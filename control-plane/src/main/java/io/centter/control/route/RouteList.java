package io.centter.control.route;

import io.centter.control.route.KindPaths.KindWay;
import io.centter.control.route.RoutePicture.Placed;
import io.centter.model.identity.AgentId;
import io.centter.model.route.Kind;
import io.centter.model.route.NetworkRoute;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The routes of a network one after the other. Whole rows of agents are passed over where none of their routes is of
/// the transport that is asked for.
final class RouteList {
    private final RoutePicture picture;
    private final @Nullable RouteTransport only;

    /// The list.
    ///
    /// @param only routes by this transport; null for all
    RouteList(RoutePicture picture, @Nullable RouteTransport only) {
        this.picture = picture;
        this.only = only;
    }

    List<NetworkRoute> first(int wanted) {
        List<NetworkRoute> found = new ArrayList<>();
        addRows(found, picture.agents(), wanted);
        return found;
    }

    /// What comes after the route of a pair, whether or not that pair is still there.
    List<NetworkRoute> after(AgentId from, AgentId to, int wanted) {
        List<NetworkRoute> found = new ArrayList<>();
        picture.find(from).ifPresent(row -> addRow(found, row, picture.agents().tailMap(to, false), wanted));
        addRows(found, picture.agents().tailMap(from, false), wanted);
        return found;
    }

    private void addRows(List<NetworkRoute> found, Map<AgentId, Placed> rows, int wanted) {
        for (Placed row : rows.values()) {
            if (found.size() >= wanted) {
                return;
            }
            addRow(found, row, picture.agents(), wanted);
        }
    }

    private void addRow(List<NetworkRoute> found, Placed row, Map<AgentId, Placed> columns, int wanted) {
        Map<Kind, KindWay> ways = picture.ways(row.kind());
        if (ways.values().stream().noneMatch(this::fits)) {
            return;
        }
        AgentId from = row.reach().agent();
        Map<Kind, Way> told = new HashMap<>();
        for (Placed column : columns.values()) {
            KindWay way = Objects.requireNonNull(ways.get(column.kind()));
            if (found.size() >= wanted) {
                return;
            }
            if (fits(way) && !column.reach().agent().equals(from)) {
                found.add(NetworkRoute.of(
                        from,
                        column.reach().agent(),
                        told.computeIfAbsent(column.kind(), _ -> picture.shortened(way))));
            }
        }
    }

    private boolean fits(KindWay way) {
        return only == null || RoutePicture.transport(way) == only;
    }
}
