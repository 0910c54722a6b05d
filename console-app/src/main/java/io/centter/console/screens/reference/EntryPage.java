package io.centter.console.screens.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.console.desk.Markdown;
import io.centter.console.text.Texts;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// One entry as a page, and as a command for a shell.
final class EntryPage {
    private final Entry entry;
    private final StringBuilder html = new StringBuilder();

    private EntryPage(Entry entry) {
        this.entry = entry;
    }

    static String html(Entry entry) {
        return new EntryPage(entry).write();
    }

    /// For a shell. The token is taken from the environment: a secret has no place in a clipboard.
    static String curl(Entry entry, URI server) {
        StringBuilder command = new StringBuilder("curl -sS");
        if (!entry.verb().equals("GET")) {
            command.append(" -X ").append(entry.verb());
        }
        command.append(" \\\n  -H \"Authorization: Bearer $CENTTER_TOKEN\"");
        for (JsonNode raw : entry.body().path("parameters")) {
            JsonNode parameter = entry.resolved(raw);
            if (parameter.path("in").asText().equals("header")
                    && parameter.path("required").asBoolean()) {
                command.append(" \\\n  -H '")
                        .append(parameter.path("name").asText())
                        .append(": …'");
            }
        }
        JsonNode body = entry.body().path("requestBody").path("content").path("application/json");
        if (!body.isMissingNode()) {
            command.append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '")
                    .append(body.path("example").toString().replace("'", "'\\''"))
                    .append('\'');
        }
        return command.append(" \\\n  '")
                .append(server)
                .append(filled(entry))
                .append('\'')
                .toString();
    }

    private static String filled(Entry entry) {
        String path = entry.place();
        for (JsonNode raw : entry.body().path("parameters")) {
            JsonNode parameter = entry.resolved(raw);
            if (parameter.path("in").asText().equals("path") && parameter.has("example")) {
                path = path.replace(
                        "{" + parameter.path("name").asText() + "}",
                        parameter.path("example").asText());
            }
        }
        return path;
    }

    private String write() {
        html.append("<h1><span class=\"method\">")
                .append(text(entry.verb()))
                .append("</span> <code>")
                .append(text(entry.place()))
                .append("</code></h1>")
                .append(Markdown.html(entry.summary()))
                .append("<div class=\"muted\">")
                .append(Markdown.html(entry.body().path("description").asText()))
                .append("</div>");
        parameters();
        if (entry.way() == Entry.Way.HTTP) {
            body("reference.request", entry.body().path("requestBody").path("content"));
            responses();
        } else {
            messages();
        }
        return html.toString();
    }

    private void parameters() {
        JsonNode all = entry.body().path("parameters");
        if (all.isEmpty()) {
            return;
        }
        heading(Texts.of("reference.parameters"));
        html.append("<table>");
        if (all.isArray()) {
            for (JsonNode raw : all) {
                JsonNode one = entry.resolved(raw);
                row(
                        one.path("name").asText(),
                        one.path("in").asText()
                                + (one.path("required").asBoolean() ? ", " + Texts.of("reference.required") : ""),
                        one.path("description").asText());
            }
        } else {
            for (Map.Entry<String, JsonNode> one : all.properties()) {
                row(one.getKey(), "", one.getValue().path("description").asText());
            }
        }
        html.append("</table>");
    }

    private void responses() {
        heading(Texts.of("reference.answers"));
        html.append("<table>");
        entry.body()
                .path("responses")
                .properties()
                .forEach(answer -> row(
                        answer.getKey(),
                        "",
                        entry.resolved(answer.getValue()).path("description").asText()));
        html.append("</table>");
        entry.body().path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> body("reference.answer", answer.getValue().path("content")));
    }

    private void messages() {
        entry.body().path("messages").properties().forEach(raw -> {
            JsonNode message = entry.resolved(raw.getValue());
            heading(message.path("name").asText(raw.getKey()));
            html.append(Markdown.html(message.path("summary").asText()));
            JsonNode payload = entry.resolved(message.path("payload"));
            if (!payload.isMissingNode()) {
                json(payload);
            }
        });
    }

    /// The example, or else the schema.
    private void body(String title, JsonNode content) {
        content.properties().forEach(media -> {
            JsonNode example = media.getValue().path("example");
            JsonNode schema = entry.resolved(media.getValue().path("schema"));
            heading(Texts.of(title) + "  " + media.getKey());
            json(example.isMissingNode() ? schema : example);
        });
    }

    private void json(JsonNode node) {
        html.append("<pre><code>").append(text(node.toPrettyString())).append("</code></pre>");
    }

    private void heading(String words) {
        html.append("<h2>").append(text(words)).append("</h2>");
    }

    private void row(String name, String more, String words) {
        html.append("<tr><td><code>")
                .append(text(name))
                .append("</code></td><td class=\"muted\">")
                .append(text(more))
                .append("</td><td>")
                .append(Markdown.html(words))
                .append("</td></tr>");
    }

    private static String text(String words) {
        return Markdown.escaped(words);
    }

    static List<Entry.Way> ways() {
        return List.of(Entry.Way.values());
    }
}
