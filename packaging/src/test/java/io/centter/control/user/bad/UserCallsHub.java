package io.centter.control.user.bad;

import io.centter.control.hub.Hub;

/// Breaks: users know no hub.
public record UserCallsHub(Hub hub) {}
