package io.centter.control.nats;

import java.util.SortedMap;

/// What a JWT of the broker says. Whoever makes one of these has checked every name in it: see [ClaimNames].
public sealed interface Claims permits OperatorClaims, AccountClaims, UserClaims, AccountDeletion {
    /// The public key this is about.
    String subject();

    /// The `name` claim.
    String name();

    /// The `nats` claim without `type` and `version`; equal claims give equal maps.
    SortedMap<String, Object> body();

    /// The `type` inside the `nats` claim.
    String type();
}
