package io.centter.console.desk;

import io.centter.console.session.SavedView;
import io.centter.model.identity.AgentId;
import java.util.Optional;
import java.util.UUID;

/// Where one screen can lead: what is to be shown, not how.
public sealed interface Destination {
    /// A screen as it is.
    record Place(String screen) implements Destination {}

    record Agent(AgentId agent) implements Destination {}

    /// The routes of an agent, with the path to another where one is named.
    record Connections(AgentId agent, Optional<AgentId> to) implements Destination {}

    /// What lies in an agent's inbox.
    record Inbox(AgentId agent) implements Destination {}

    /// A message to this agent, about to be written.
    record Write(AgentId agent) implements Destination {}

    record Permissions(AgentId agent) implements Destination {}

    /// Why one agent can call another, or why not; what is absent is asked there.
    record Explain(AgentId from, Optional<AgentId> to, Optional<String> skill) implements Destination {}

    record Team(UUID team) implements Destination {}

    record Skill(String skill) implements Destination {}

    /// What is left of the conversation that this message is part of.
    record Conversation(UUID message) implements Destination {}

    /// A list as it was kept.
    record View(SavedView view) implements Destination {}

    /// What was done to, or by, one thing: `agent:<id>`.
    record Audit(String target) implements Destination {}
}
