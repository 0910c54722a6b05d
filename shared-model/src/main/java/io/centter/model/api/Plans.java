package io.centter.model.api;

import java.util.List;

/// All plans, from the smallest.
public record Plans(List<PlanView> items) {}
