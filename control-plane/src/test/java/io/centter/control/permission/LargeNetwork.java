package io.centter.control.permission;

import io.centter.control.TestPlane;
import io.centter.model.api.ExplainCall;
import io.centter.model.identity.AgentId;
import java.util.Random;

/// Very many agents in one team of a network, each with the same skill of two commands.
final class LargeNetwork {
    private static final int FIRST = 0xa00000;

    private final int agents;
    private final Random random = new Random(5);

    LargeNetwork(TestPlane plane, Acme acme, int agents) {
        this.agents = agents;
        String team = acme.team("Everyone");
        String skill = acme.skill("big-" + agents).toString();
        plane.sql().useTransaction(handle -> {
            handle.createUpdate("""
                    INSERT INTO agents (id, network_id, name, slug, created_at, updated_at)
                    SELECT lpad(to_hex(:first + i), 12, '0'), CAST(:network AS uuid), 'Agent', 'agent-' || i, now(), now()
                    FROM generate_series(0, :agents - 1) i
                    """)
                    .bind("first", first())
                    .bind("agents", agents)
                    .bind("network", acme.network())
                    .execute();
            handle.createUpdate("""
                    INSERT INTO team_agents (network_id, team_id, agent_id, role, added_at)
                    SELECT network_id, CAST(:team AS uuid), id, 'assistant', now() FROM agents
                    WHERE network_id = CAST(:network AS uuid) AND slug LIKE 'agent-%'
                    """)
                    .bind("network", acme.network())
                    .bind("team", team)
                    .execute();
            handle.createUpdate("""
                    INSERT INTO agent_skills (network_id, agent_id, skill_id, skill_version_id, installed_at)
                    SELECT a.network_id, a.id, v.skill_id, v.id, now() FROM agents a
                    JOIN skill_versions v ON v.skill_id = CAST(:skill AS uuid)
                    WHERE a.network_id = CAST(:network AS uuid) AND a.slug LIKE 'agent-%'
                    """)
                    .bind("network", acme.network())
                    .bind("skill", skill)
                    .execute();
        });
    }

    /// Whether one of the first half may call the skill of one of the second.
    ExplainCall call() {
        return call("export");
    }

    ExplainCall call(String command) {
        int half = agents / 2;
        return new ExplainCall(
                agent(random.nextInt(half)), agent(half + random.nextInt(half)), "big-" + agents, command);
    }

    private AgentId agent(int number) {
        return new AgentId("%012x".formatted(first() + number));
    }

    // Ids are one's own, whatever network one is in.
    private int first() {
        return FIRST + agents * 0x10;
    }
}
