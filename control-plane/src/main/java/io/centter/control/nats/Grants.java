package io.centter.control.nats;

import io.centter.model.role.SubjectGrants;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Subject grants as claims say them.
final class Grants {
    private Grants() {}

    static SortedMap<String, Object> publish(SubjectGrants grants) {
        SortedMap<String, Object> publish = new TreeMap<>();
        publish.put("allow", grants.publish());
        if (!grants.denyPublish().isEmpty()) {
            publish.put("deny", grants.denyPublish());
        }
        return publish;
    }

    static SortedMap<String, Object> subscribe(SubjectGrants grants) {
        SortedMap<String, Object> subscribe = new TreeMap<>();
        subscribe.put("allow", grants.subscribe());
        return subscribe;
    }

    static List<String> sorted(List<String> values) {
        return values.stream().sorted().toList();
    }
}
