package io.centter.control.presence;

import io.centter.model.identity.AgentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of agents, by id.
///
/// @param total how many match, those before this page included
/// @param exact whether `total` is the whole number; else there are at least so many
/// @param next after which id the next page begins, and how many were found up to there; absent on the last page
public record Found(
        List<AgentSight> agents,
        int total,
        boolean exact,
        @Nullable Place next) {
    static final Found NOBODY = new Found(List.of(), 0, true, null);

    /// A place between two pages.
    public record Place(AgentId after, int before) {
        /// As a position of a cursor.
        public String[] written() {
            return new String[] {after.value(), Integer.toString(before)};
        }

        /// What [#written] gave, after whoever kept it proved that.
        public static Place read(List<String> position) {
            return new Place(new AgentId(position.getFirst()), Integer.parseInt(position.getLast()));
        }
    }
}
