package io.centter.console.shell;

/// A control plane that can be changed to.
public record ServerItem(String address, String title, boolean current) {}
