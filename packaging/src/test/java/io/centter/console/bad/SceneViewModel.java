package io.centter.console.bad;

import javafx.scene.control.Label;

/// Breaks: a view model has no nodes.
public record SceneViewModel(Label label) {}
