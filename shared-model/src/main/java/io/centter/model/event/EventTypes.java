package io.centter.model.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The names of the event types, read from the one list that Jackson uses.
public final class EventTypes {
    private static final Map<Class<?>, String> NAMES = Arrays.stream(
                    EventData.class.getAnnotation(JsonSubTypes.class).value())
            .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    private EventTypes() {}

    /// Such as `agent.created`.
    public static String nameOf(EventData data) {
        return nameOf(data.getClass());
    }

    /// The same of a type.
    public static String nameOf(Class<? extends EventData> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalStateException(type + " is missing from EventData's list of types");
        }
        return name;
    }

    /// Every type there is.
    public static Set<Class<? extends EventData>> all() {
        return NAMES.keySet().stream()
                .map(type -> type.asSubclass(EventData.class))
                .collect(Collectors.toSet());
    }
}
