package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.api.MemberRole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a route is called, and what it then answered. Texts may hold placeholders such as `{{network}}`: the document
/// shows a sample in their place, and a replay the real thing.
///
/// @param request the body that is sent
/// @param query the query parameters that are given
/// @param answer what a good answer looked like, with samples in place of ids, times and secrets
/// @param keeps what an answer is good for later: placeholder → JSON pointer into the answer
/// @param after what must be there first, as placeholders, though neither path nor body names it; or routes that are
///     called first, by their names
/// @param needs what this very request takes beyond the role that the route declares
/// @param as who sends it: `owner` where absent, or another member by its role
/// @param others what a caller of this name gets, or `people` or `agents` to whom the object does not belong, where the
///     declaration admits them
/// @param status of the answer, where it is not the route's own
public record Example(
        @Nullable JsonNode request,
        Map<String, String> query,
        @Nullable JsonNode answer,
        Map<String, String> keeps,
        List<String> after,
        @Nullable MemberRole needs,
        @Nullable String as,
        Map<String, Integer> others,
        @Nullable Integer status) {
    static final Example NONE = new Example(null, Map.of(), null, Map.of(), List.of(), null, null, Map.of(), null);

    public Example {
        query = query == null ? Map.of() : Map.copyOf(query);
        keeps = keeps == null ? Map.of() : Map.copyOf(keeps);
        others = others == null ? Map.of() : Map.copyOf(others);
        after = after == null ? List.of() : List.copyOf(after);
    }
}
