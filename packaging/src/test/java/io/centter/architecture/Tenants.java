package io.centter.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.util.HashSet;
import java.util.Set;

/// What the stores' statements are given: the network, by itself or within what is to be written.
final class Tenants {
    private static final String PLANE = "io.centter.control.";

    private Tenants() {}

    static boolean isStore(JavaClass type) {
        return type.isInterface() && type.getSimpleName().endsWith("Sql");
    }

    static boolean isStatement(JavaMethod method) {
        return isStore(method.getOwner()) && method.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    static boolean isGiven(JavaMethod method) {
        if (House.OF_NO_TENANT.containsKey(store(method.getOwner())) || House.OF_NO_TENANT.containsKey(name(method))) {
            return true;
        }
        boolean own = House.OF_A_PERSON.contains(store(method.getOwner())) || House.OF_A_PERSON.contains(name(method));
        return gives(method, NetworkId.class) || (own && gives(method, UserId.class));
    }

    /// What the tables may call a store and its statements.
    static Set<String> names(JavaClass store) {
        Set<String> names = new HashSet<>(Set.of(store(store)));
        store.getMethods().stream().filter(Tenants::isStatement).forEach(method -> names.add(name(method)));
        return names;
    }

    private static String store(JavaClass store) {
        return store.getName().replace(PLANE, "");
    }

    private static String name(JavaMethod method) {
        return store(method.getOwner()) + "." + method.getName();
    }

    private static boolean gives(JavaMethod method, Class<?> tenant) {
        return method.getParameterTypes().stream()
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .anyMatch(type -> type.isEquivalentTo(tenant) || holds(type, tenant, new HashSet<>()));
    }

    /// Whether what is to be written cannot be made without its tenant.
    private static boolean holds(JavaClass type, Class<?> tenant, Set<JavaClass> seen) {
        return type.getName().startsWith(PLANE)
                && seen.add(type)
                && type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                        .anyMatch(field -> field.isEquivalentTo(tenant) || holds(field, tenant, seen));
    }
}
