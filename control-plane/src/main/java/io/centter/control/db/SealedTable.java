package io.centter.control.db;

import java.util.Map;
import java.util.function.Function;

/// A table with sealed columns, and how to seal them anew.
///
/// @param id column, or SQL over columns, that names a row
/// @param keyId column with the id of the key that sealed the row; null where nothing is sealed
/// @param purposes of each sealed column, from the row's id as text
public record SealedTable(String table, String id, String keyId, Map<String, Function<String, String>> purposes) {
    public SealedTable {
        purposes = Map.copyOf(purposes);
    }
}
