package io.centter.model.bad;

import io.centter.sdk.rest.CentterApi;

/// Breaks: the model knows nobody.
public record ModelCallsSdk(CentterApi api) {}
