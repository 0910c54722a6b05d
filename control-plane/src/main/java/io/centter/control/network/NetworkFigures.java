package io.centter.control.network;

import io.centter.control.db.Transactions;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.PresenceTally;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is in a network, in numbers: what is on record, from the database; how its agents are, from memory.
public final class NetworkFigures {
    private static final int DAYS = 7;

    private final Transactions transactions;
    private final InstantSource clock;
    private final Function<NetworkId, PresenceTally> presence;

    public NetworkFigures(Transactions transactions, InstantSource clock, Function<NetworkId, PresenceTally> presence) {
        this.transactions = transactions;
        this.clock = clock;
        this.presence = presence;
    }

    NetworkStats of(NetworkId network) {
        Instant now = clock.instant();
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS - 1);
        return transactions.read(handle -> {
            FiguresSql sql = FiguresSql.of(handle);
            Map<LocalDate, Long> events = sql.events(network, first).stream()
                    .collect(Collectors.toMap(NetworkStats.Day::day, NetworkStats.Day::events));
            List<NetworkStats.Day> days = IntStream.range(0, DAYS)
                    .mapToObj(first::plusDays)
                    .map(day -> new NetworkStats.Day(day, events.getOrDefault(day, 0L)))
                    .toList();
            return new NetworkStats(network, now, presence.apply(network), sql.recorded(network, now), days);
        });
    }
}
