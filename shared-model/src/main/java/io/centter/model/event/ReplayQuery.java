package io.centter.model.event;

import io.centter.model.identity.InvalidValue;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which events of a network's last 7 days are asked for.
///
/// @param afterSeq those after this place in the stream
/// @param from those stored at this time or later; not together with `afterSeq`
/// @param topic such as `hub.>` or `deploy.*`; absent for all
/// @param limit at most so many, 100 where absent
public record ReplayQuery(
        @Nullable Long afterSeq,
        @Nullable Instant from,
        @Nullable String topic,
        @Nullable Integer limit) {
    public static final int MOST = 500;

    private static final Pattern TOPIC =
            Pattern.compile("([A-Za-z0-9_-]{1,64}|\\*)(\\.([A-Za-z0-9_-]{1,64}|\\*)){0,7}(\\.>)?|>");

    public ReplayQuery {
        if (afterSeq != null && afterSeq < 0) {
            throw new InvalidValue("after_seq", "after_seq is 0 or the seq of an event.");
        }
        if (afterSeq != null && from != null) {
            throw new InvalidValue("from", "Give after_seq or from, not both.");
        }
        if (topic != null && !TOPIC.matcher(topic).matches()) {
            throw new InvalidValue(
                    "topic", "A topic is tokens joined by dots; '*' stands for one, a last '>' for any.");
        }
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw new InvalidValue("limit", "limit is a whole number from 1 to " + MOST + ".");
        }
    }
}
