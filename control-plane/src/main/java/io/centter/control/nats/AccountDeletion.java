package io.centter.control.nats;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Asks the resolver to delete accounts. The server takes it only where subject and issuer are the same operator key.
public record AccountDeletion(String subject, List<String> accounts) implements Claims {
    public AccountDeletion {
        ClaimNames.requireKey('O', subject);
        accounts.forEach(key -> ClaimNames.requireKey('A', key));
        accounts = List.copyOf(accounts);
    }

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public SortedMap<String, Object> body() {
        SortedMap<String, Object> body = new TreeMap<>();
        body.put("accounts", accounts);
        return body;
    }

    @Override
    public String type() {
        return "generic";
    }
}
