package io.centter.control.presence;

import io.centter.model.identity.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a process saw while writing it was another one's duty. When that one is gone, this says what it had not written
/// any more. Not safe for several threads.
final class Bystander {
    /// Longer than it takes to notice that the other one is gone.
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 200_000;

    private final Deque<Transition> seen = new ArrayDeque<>();

    /// What was last written of an agent.
    record Written(String to, boolean stuck, Instant at) {}

    void saw(Transition transition, Instant now) {
        seen.addLast(transition);
        while (seen.size() > MOST || seen.getFirst().at().isBefore(now.minus(KEPT))) {
            seen.removeFirst();
            if (seen.isEmpty()) {
                return;
            }
        }
    }

    Set<AgentId> agents() {
        Set<AgentId> agents = new HashSet<>();
        seen.forEach(one -> agents.add(one.agent()));
        return agents;
    }

    /// What is left to be written, and forgets all. Of each agent that is what came after the last transition that led
    /// to what is written; where none did, what came after its moment.
    List<Transition> unwritten(Map<AgentId, Written> last) {
        Map<AgentId, List<Transition>> byAgent = new HashMap<>();
        seen.forEach(one ->
                byAgent.computeIfAbsent(one.agent(), _ -> new ArrayList<>()).add(one));
        List<Transition> left = new ArrayList<>();
        byAgent.forEach((agent, some) -> left.addAll(after(some, last.get(agent))));
        seen.clear();
        left.sort((one, other) -> one.at().compareTo(other.at()));
        return left;
    }

    private static List<Transition> after(List<Transition> some, @Nullable Written last) {
        if (last == null) {
            return some;
        }
        for (int i = some.size() - 1; i >= 0; i--) {
            Transition one = some.get(i);
            if (PresenceWriter.word(one.to()).equals(last.to()) && one.stuck() == last.stuck()) {
                return some.subList(i + 1, some.size());
            }
        }
        return some.stream().filter(one -> one.at().isAfter(last.at())).toList();
    }
}
