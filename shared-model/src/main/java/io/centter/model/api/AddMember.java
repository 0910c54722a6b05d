package io.centter.model.api;

import io.centter.model.identity.Names;
/// Makes a registered person a member of a network, or changes the role of one who is.

public record AddMember(String email, MemberRole role) {
    public AddMember {
        email = Emails.require(email);
        Names.requirePresent("role", role);
    }
}
