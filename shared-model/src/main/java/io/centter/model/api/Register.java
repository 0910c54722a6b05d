package io.centter.model.api;

import io.centter.model.identity.Names;
/// A new person. The password has 12 to 72 bytes of UTF-8: bcrypt reads no more, and nothing is cut.

public record Register(String email, String password, String name) {
    public Register {
        email = Emails.require(email);
        Names.requirePresent("password", password);
        name = Names.requireText("name", name, 128);
    }

    @Override
    public String toString() {
        return "Register[email=" + email + ", password=***, name=" + name + "]";
    }
}
