package io.centter.console.screens.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One field of something as it was before, and as it was after.
///
/// @param before empty where there was none
/// @param after empty where there is none
record JsonChange(String field, String before, String after) {
    boolean isChange() {
        return !before.equals(after);
    }

    /// Every field of both, in the order of their names; what is not an object is one field without a name.
    static List<JsonChange> between(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (!isObject(before) && !isObject(after)) {
            return before == null && after == null ? List.of() : List.of(new JsonChange("", text(before), text(after)));
        }
        TreeSet<String> fields = new TreeSet<>();
        for (JsonNode side : new JsonNode[] {before, after}) {
            if (side != null) {
                side.fieldNames().forEachRemaining(fields::add);
            }
        }
        List<JsonChange> changes = new ArrayList<>();
        for (String field : fields) {
            changes.add(new JsonChange(
                    field,
                    text(before == null ? null : before.get(field)),
                    text(after == null ? null : after.get(field))));
        }
        return changes;
    }

    private static boolean isObject(@Nullable JsonNode node) {
        return node != null && node.isObject();
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "";
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(text(item)));
            return String.join("\n", items);
        }
        return Objects.requireNonNull(node.isValueNode() ? node.asText() : node.toString());
    }
}
