package io.centter.unmarked;

/// Breaks: its package says nothing about null.
public final class Unmarked {}
