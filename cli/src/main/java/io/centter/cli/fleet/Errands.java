package io.centter.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What agents of the fleet ask of each other, as A2A messages.
final class Errands {
    private static final Map<String, List<String>> WORDING = Map.ofEntries(
            Map.entry("deploy", List.of("Deploy api-gateway 2.4.1 to us-west-2", "Roll wallet-service out to 25 %")),
            Map.entry("monitoring", List.of("Watch the error rate of checkout for ten minutes")),
            Map.entry("rollback", List.of("Roll wallet-service back to 1.9.7")),
            Map.entry("code", List.of("Add a retry to the webhook sender", "Write the migration for invoices")),
            Map.entry("review", List.of("Review pull request 482", "Look over the new rate limiter")),
            Map.entry("testing", List.of("Find out why the login test is flaky")),
            Map.entry("tickets", List.of("Sort the tickets of this night", "Answer ticket 7731")),
            Map.entry("translation", List.of("Translate the release notes into Spanish")),
            Map.entry("billing", List.of("Explain invoice 2026-1104 to the customer")),
            Map.entry("refunds", List.of("Prepare the refund for order 55120")),
            Map.entry("forecast", List.of("Forecast the volume of next week")),
            Map.entry("reporting", List.of("Draft the weekly report")),
            Map.entry("anomalies", List.of("Check the dip in sign-ups on Tuesday")),
            Map.entry("leads", List.of("Rank the leads of the trade fair")),
            Map.entry("outreach", List.of("Draft a first mail to the ten best leads")),
            Map.entry("research", List.of("Compare three providers of identity checks")),
            Map.entry("summarize", List.of("Summarize the incident of last night")),
            Map.entry("search", List.of("Find what changed in the exchange's API")),
            Map.entry("editing", List.of("Shorten the announcement to 200 words")),
            Map.entry("incident", List.of("Take the lead in incident 91")),
            Map.entry("compliance", List.of("Check the new flow against the KYC rules")),
            Map.entry("planning", List.of("Plan the work of the afternoon")));

    /// What none of them can do: they try as often as they are given it.
    private static final List<String> BEYOND = List.of(
            "Read the scanned invoices of October",
            "Transcribe the recording of the board meeting",
            "Compare the signatures on contract 118");

    private Errands() {}

    static List<String> capabilities() {
        return WORDING.keySet().stream().sorted().toList();
    }

    static JsonNode task(String capability, RandomGenerator random) {
        List<String> wordings = WORDING.getOrDefault(capability, List.of("Have a look at " + capability));
        String text = wordings.get(random.nextInt(wordings.size()));
        return message("ROLE_USER", text, random).put("capability", capability);
    }

    static JsonNode beyond(RandomGenerator random) {
        return message("ROLE_USER", BEYOND.get(random.nextInt(BEYOND.size())), random);
    }

    static boolean isBeyond(@Nullable JsonNode task) {
        return task != null && BEYOND.contains(text(task));
    }

    static JsonNode result(JsonNode task, RandomGenerator random) {
        return message("ROLE_AGENT", "Done: " + text(task), random);
    }

    private static String text(JsonNode task) {
        return task.path("message").path("parts").path(0).path("text").asText("it");
    }

    private static ObjectNode message(String role, String text, RandomGenerator random) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode message = body.putObject("message");
        message.put("messageId", Long.toHexString(random.nextLong())).put("role", role);
        message.putArray("parts").addObject().put("text", text);
        return body;
    }
}
