package io.centter.console.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.wire.Wire;
import java.util.List;
import java.util.stream.Collectors;

/// Rows of a list as they leave the console, in the words of the list.
///
/// @param columns their titles
/// @param rows a value for each column: text, or a number
public record Sheet(List<String> columns, List<List<Object>> rows) {
    // A spreadsheet takes what begins so for a formula, and would run it.
    private static final String FORMULA = "=+-@\t\r\n";

    public Sheet {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe before it.
    public String csv() {
        StringBuilder csv = new StringBuilder(line(columns));
        rows.forEach(row -> csv.append(line(row)));
        return csv.toString();
    }

    /// An array of objects.
    public String json() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (List<Object> row : rows) {
            ObjectNode one = all.addObject();
            for (int i = 0; i < columns.size(); i++) {
                if (row.get(i) instanceof Long number) {
                    one.put(columns.get(i), number);
                } else {
                    one.put(columns.get(i), row.get(i).toString());
                }
            }
        }
        try {
            return Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(List<?> cells) {
        return cells.stream().map(Sheet::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        String text = value.toString();
        if (!(value instanceof Long) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean plain = text.chars().noneMatch(sign -> sign == ',' || sign == '"' || sign == '\n' || sign == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
