package io.centter.control.http;

import io.centter.model.api.Page;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// One page of a list as a caller asked for it. Read [#wanted] rows after [#after]; one more than a page holds tells
/// whether there are more.
public final class Paging {
    private final Cursors cursors;
    private final String list;
    private final int limit;
    private final List<String> position;

    Paging(Cursors cursors, String list, int limit, List<String> position) {
        this.cursors = cursors;
        this.list = list;
        this.limit = limit;
        this.position = position;
    }

    /// How many rows to read.
    public int wanted() {
        return limit + 1;
    }

    /// The place of the last row of the page before, or the beginning.
    public String after(String beginning) {
        return position.isEmpty() ? beginning : position.getFirst();
    }

    /// The same where ids are the places.
    public UUID after(UUID beginning) {
        return position.isEmpty() ? beginning : UUID.fromString(position.getFirst());
    }

    /// The same where more than one word makes a place; empty at the beginning.
    public List<String> after() {
        return position;
    }

    /// The page of what was found, with the cursor to the next where there is one.
    ///
    /// @param place of a row in the list: what [#after] will be asked for
    public <T> Page<T> page(List<T> found, Function<T, String> place) {
        return pageBy(found, row -> List.of(place.apply(row)));
    }

    /// The same where more than one word makes a place.
    public <T> Page<T> pageBy(List<T> found, Function<T, List<String>> place) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> page = found.subList(0, limit);
        String[] last = place.apply(page.getLast()).toArray(String[]::new);
        return new Page<>(page, cursors.after(list, last));
    }
}
