package io.centter.console.shell;

/// Something a person can do, in the palette, in menus and by keys.
///
/// @param kind where it is listed: an action, an agent, a network, a screen
/// @param detail what is shown beside the title
/// @param keys how it is reached without the palette; empty where it is not
public record Command(String kind, String title, String detail, String icon, String keys, Runnable action) {}
