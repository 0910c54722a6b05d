package io.centter.control.hub.bad;

import io.javalin.Javalin;

/// Breaks: Javalin stays in the HTTP plumbing.
public record HubServesHttp(Javalin server) {}
