package io.centter.control.openapi;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.api.Page;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.wire.Wire;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// JSON Schema (2020-12) of records, enums, sealed types and collections, with the very names that [Wire] writes: its
/// mapper is asked for them. A component that is not `@Nullable` is required.
///
/// A type that requests carry takes no other fields, and its lists and maps may be left out, as they are then empty.
final class Schemas {
    private static final JsonMapper MAPPER = Wire.strict();

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<JavaType, String> names = new LinkedHashMap<>();
    private final Set<Class<?>> requests;

    /// Schemas of which some are asked for.
    ///
    /// @param requests every type that a request carries, at any depth
    Schemas(Set<Class<?>> requests) {
        this.requests = requests;
    }

    /// All that were referred to, by name.
    Map<String, ObjectNode> components() {
        return components;
    }

    /// The types that stand in [#components].
    Set<Class<?>> types() {
        return names.keySet().stream().map(JavaType::getRawClass).collect(Collectors.toUnmodifiableSet());
    }

    ObjectNode of(Class<?> type) {
        return of(MAPPER.constructType(type));
    }

    ObjectNode pageOf(Class<?> item) {
        return of(MAPPER.getTypeFactory().constructParametricType(Page.class, item));
    }

    ObjectNode of(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode list = ValueSchemas.type("array");
            list.set("items", of(type.getContentType()));
            return Set.class.isAssignableFrom(raw) ? list.put("uniqueItems", true) : list;
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = ValueSchemas.type("object");
            map.set("additionalProperties", of(type.getContentType()));
            return map;
        }
        if (Optional.class.equals(raw)) {
            return of(type.containedType(0));
        }
        return ValueSchemas.of(raw).orElseGet(() -> reference(type));
    }

    private ObjectNode reference(JavaType type) {
        String name = names.get(type);
        if (name == null) {
            name = freeName(type);
            names.put(type, name);
            components.put(name, JsonNodeFactory.instance.objectNode());
            components.put(name, define(type));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode define(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw.isEnum()) {
            return words(raw);
        }
        BeanDescription description = MAPPER.getSerializationConfig().introspect(type);
        AnnotatedMember value = description.findJsonValueAccessor();
        if (value != null) {
            return ValueSchemas.wrapping(raw, of(value.getType()));
        }
        if (raw.equals(HubEvent.class)) {
            return flatEvent(description, EventData.class);
        }
        if (raw.isSealed()) {
            return oneOf(raw);
        }
        return object(raw, description);
    }

    private static ObjectNode words(Class<?> type) {
        ObjectNode schema = ValueSchemas.type("string");
        ArrayNode words = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants())
                .map(word -> MAPPER.convertValue(word, String.class))
                .forEach(words::add);
        return schema;
    }

    private ObjectNode object(Class<?> raw, BeanDescription description) {
        ObjectNode schema = ValueSchemas.type("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        discriminator(raw).ifPresent(type -> {
            properties.putObject(type.property()).put("const", type.name());
            required.add(type.property());
        });
        Map<String, RecordComponent> parts = parts(raw);
        for (BeanPropertyDefinition property : description.findProperties()) {
            if (!property.couldSerialize()) {
                continue;
            }
            RecordComponent part = parts.get(property.getInternalName());
            properties.set(property.getName(), of(property.getPrimaryType()));
            if (isRequired(raw, part, property)) {
                required.add(property.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return requests.contains(raw) ? schema.put("additionalProperties", false) : schema;
    }

    private boolean isRequired(Class<?> owner, @Nullable RecordComponent part, BeanPropertyDefinition property) {
        boolean nullable =
                part != null && part.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
        boolean collection = property.getPrimaryType().isContainerType();
        return !nullable && !(collection && requests.contains(owner));
    }

    private static Map<String, RecordComponent> parts(Class<?> raw) {
        return raw.isRecord()
                ? Arrays.stream(raw.getRecordComponents())
                        .collect(Collectors.toMap(RecordComponent::getName, Function.identity()))
                : Map.of();
    }

    private ObjectNode oneOf(Class<?> sealed) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode choices = schema.putArray("oneOf");
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        String property = null;
        for (Class<?> choice : sealed.getPermittedSubclasses()) {
            ObjectNode reference = of(choice);
            choices.add(reference);
            Optional<Discriminator> discriminator = discriminator(choice);
            if (discriminator.isPresent()) {
                property = discriminator.get().property();
                mapping.put(discriminator.get().name(), reference.path("$ref").asText());
            }
        }
        if (property != null) {
            schema.putObject("discriminator").put("propertyName", property).set("mapping", mapping);
        }
        return schema;
    }

    /// The event of one type, flat as [HubEvent] is written.
    ObjectNode ofEvent(Class<? extends EventData> type) {
        JavaType event = MAPPER.constructType(HubEvent.class);
        return flatEvent(MAPPER.getSerializationConfig().introspect(event), type);
    }

    /// [HubEvent] is written flat, by its own writer: its parts and those of its data side by side.
    private ObjectNode flatEvent(BeanDescription description, Class<? extends EventData> data) {
        ObjectNode own = object(HubEvent.class, description);
        own.withObjectProperty("properties").remove("data");
        ArrayNode required = own.withArrayProperty("required");
        for (int i = required.size() - 1; i >= 0; i--) {
            if (required.path(i).asText().equals("data")) {
                required.remove(i);
            }
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("allOf").add(own).add(of(data));
        return schema;
    }

    private record Discriminator(String property, String name) {}

    private static Optional<Discriminator> discriminator(Class<?> type) {
        AnnotatedClass annotated = AnnotatedClassResolver.resolve(
                MAPPER.getSerializationConfig(), MAPPER.constructType(type), MAPPER.getSerializationConfig());
        JsonTypeInfo info = annotated.getAnnotation(JsonTypeInfo.class);
        if (info == null || type.isSealed()) {
            return Optional.empty();
        }
        return MAPPER
                .getSerializationConfig()
                .getSubtypeResolver()
                .collectAndResolveSubtypesByClass(
                        MAPPER.getSerializationConfig(),
                        AnnotatedClassResolver.resolve(
                                MAPPER.getSerializationConfig(),
                                MAPPER.constructType(sealedParent(type)),
                                MAPPER.getSerializationConfig()))
                .stream()
                .filter(sub -> sub.getType().equals(type) && sub.hasName())
                .map(NamedType::getName)
                .findFirst()
                .map(name -> new Discriminator(info.property(), name));
    }

    private static Class<?> sealedParent(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .filter(Class::isSealed)
                .findFirst()
                .orElse(type);
    }

    private String freeName(JavaType type) {
        Class<?> raw = type.getRawClass();
        String own = raw.getName().substring(raw.getPackageName().length() + 1).replace("$", "");
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < type.containedTypeCount(); i++) {
            name.append(type.containedType(i).getRawClass().getSimpleName());
        }
        name.append(own);
        if (components.containsKey(name.toString())) {
            String owner = raw.getPackageName().substring(raw.getPackageName().lastIndexOf('.') + 1);
            name.insert(0, Character.toUpperCase(owner.charAt(0)) + owner.substring(1));
        }
        return name.toString();
    }
}
