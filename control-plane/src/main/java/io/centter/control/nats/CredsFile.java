package io.centter.control.nats;

/// The `.creds` file: what a client of the broker signs in with, readable by every NATS client and by `nsc`.
public final class CredsFile {
    private CredsFile() {}

    public static String text(String jwt, NatsKey user) {
        return """
                -----BEGIN NATS USER JWT-----
                %s
                ------END NATS USER JWT------

                ************************* IMPORTANT *************************
                NKEY Seed printed below can be used to sign and prove identity.
                NKEYs are sensitive and should be treated as secrets.

                -----BEGIN USER NKEY SEED-----
                %s
                ------END USER NKEY SEED------

                *************************************************************
                """.formatted(jwt, user.seed());
    }
}
