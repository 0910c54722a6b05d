package io.centter.model.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The names of the event types, read from the one list that Jackson uses.
public final class EventTypes {
    private static final Map<Class<?>, String> NAMES = Arrays.stream(
                    EventData.class.getAnnotation(JsonSubTypes.class).value())
            .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    private EventTypes() {}

    /// Such as `agent.created`.
    public static String nameOf(EventData data) {
        String name = NAMES.get(data.getClass());
        if (name == null) {
            throw new IllegalStateException(data.getClass() + " is missing from EventData's list of types");
        }
        return name;
    }
}
