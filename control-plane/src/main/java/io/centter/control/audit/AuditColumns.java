package io.centter.control.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lines of one chain, column by column, so that many are one statement.
public record AuditColumns(List<AuditLine> lines) {
    private static final HexFormat HEX = HexFormat.of();

    public String chain() {
        return lines.getFirst().chain();
    }

    public @Nullable UUID networkId() {
        return lines.getFirst().networkId();
    }

    public Long[] seq() {
        return lines.stream().map(AuditLine::seq).toArray(Long[]::new);
    }

    public @Nullable String[] at() {
        return column(line -> line.at().toString());
    }

    public @Nullable String[] actor() {
        return column(AuditLine::actor);
    }

    public @Nullable String[] action() {
        return column(AuditLine::action);
    }

    public @Nullable String[] target() {
        return column(AuditLine::target);
    }

    public @Nullable String[] before() {
        return column(AuditLine::before);
    }

    public @Nullable String[] after() {
        return column(AuditLine::after);
    }

    public @Nullable String[] reason() {
        return column(AuditLine::reason);
    }

    public @Nullable String[] ip() {
        return column(AuditLine::ip);
    }

    public @Nullable String[] traceId() {
        return column(AuditLine::traceId);
    }

    public @Nullable String[] prevHash() {
        return column(line -> HEX.formatHex(line.prevHash()));
    }

    public @Nullable String[] hash() {
        return column(line -> HEX.formatHex(line.hash()));
    }

    private @Nullable String[] column(Function<AuditLine, @Nullable String> of) {
        @Nullable String[] column = new String[lines.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = of.apply(lines.get(i));
        }
        return column;
    }
}
