package io.centter.control.event;

import io.centter.model.event.EventData;
import java.time.Instant;

/// What happened and when.
public record Happened(Instant at, EventData data) {}
