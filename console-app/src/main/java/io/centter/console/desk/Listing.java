package io.centter.console.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// A table that can be arranged by a person, kept as a view, and given away as a file.
public interface Listing {
    /// One column.
    ///
    /// @param id stable, for what is kept
    record Column(String id, String title) {}

    /// Which column decides the order.
    record Order(String column, boolean descending) {}

    List<Column> columns();

    /// What a person has hidden; what gives way for want of room is not among it.
    Set<String> hidden();

    void hide(Set<String> columns);

    Optional<Order> order();

    void order(@Nullable Order order);

    StringProperty filterTextProperty();

    /// What is shown, in its order.
    Sheet sheet();
}
