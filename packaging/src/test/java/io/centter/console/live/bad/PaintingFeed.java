package io.centter.console.live.bad;

import io.centter.console.fleet.Fleet;
import javafx.beans.property.StringProperty;

/// Breaks twice: the feed knows neither JavaFX nor the picture it feeds.
public record PaintingFeed(Fleet fleet, StringProperty text) {}
