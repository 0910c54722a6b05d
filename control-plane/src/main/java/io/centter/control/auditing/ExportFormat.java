package io.centter.control.auditing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.api.AuditLineView;
import io.centter.model.wire.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How lines are written into a file.
enum ExportFormat {
    /// RFC 4180, every cell in quotes. A cell that a spreadsheet would run as a formula begins with an apostrophe.
    CSV("text/csv") {
        @Override
        String head() {
            return "seq,at,actor,action,target,before,after,reason,ip,trace_id,hash\r\n";
        }

        @Override
        String line(AuditLineView line) {
            return Stream.of(
                                    line.seq(),
                                    line.at(),
                                    line.actor(),
                                    line.action(),
                                    line.target(),
                                    text(line.before()),
                                    text(line.after()),
                                    text(line.reason()),
                                    text(line.ip()),
                                    text(line.traceId()),
                                    line.hash())
                            .map(cell -> cell(cell.toString()))
                            .collect(Collectors.joining(","))
                    + "\r\n";
        }
    },
    /// One JSON object a line, as in the list.
    JSONL("application/jsonl") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(AuditLineView line) {
            try {
                return Wire.strict().writeValueAsString(line) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    /// What spreadsheets take for the beginning of a formula.
    private static final List<String> FORMULA = List.of("=", "+", "-", "@", "\t", "\r", "\n");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ExportFormat> named(String name) {
        return Stream.of(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }

    abstract String head();

    abstract String line(AuditLineView line);

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String cell(String text) {
        boolean formula = FORMULA.stream().anyMatch(text::startsWith);
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
