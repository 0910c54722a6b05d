package io.centter.model.route;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;

/// One step of a route.
///
/// @param address a subject, an IP address or a URL
/// @param auth by what `to` knows that it is `from`
public record Hop(AgentId from, AgentId to, Transport transport, String address, RouteAuth auth) {}
