package io.centter.model.message;

import java.util.List;

/// All streams of a network.
public record StreamStates(List<StreamState> items) {}
