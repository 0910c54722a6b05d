package io.centter.control.nats;

import java.util.SortedMap;
import java.util.TreeMap;

/// What an account takes from another.
///
/// @param subject as the exporting account names it
/// @param localSubject as this account sees it
/// @param share whether the exporter is told which user asks: about 1.5 KB a message, so only where it is needed
public record Import(
        String name, String subject, String account, String localSubject, Export.Kind kind, boolean share) {
    public Import {
        ClaimNames.requireKey('A', account);
    }

    public static Import service(String name, String subject, String account, String localSubject) {
        return new Import(name, subject, account, localSubject, Export.Kind.SERVICE, false);
    }

    public static Import stream(String name, String subject, String account, String localSubject) {
        return new Import(name, subject, account, localSubject, Export.Kind.STREAM, false);
    }

    public Import shared() {
        return new Import(name, subject, account, localSubject, kind, true);
    }

    SortedMap<String, Object> body() {
        SortedMap<String, Object> body = new TreeMap<>();
        body.put("name", name);
        body.put("subject", subject);
        body.put("account", account);
        body.put("local_subject", localSubject);
        body.put("type", kind.wireName());
        if (share) {
            body.put("share", true);
        }
        return body;
    }
}
