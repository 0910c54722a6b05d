package io.centter.console.desk;

import io.centter.model.event.EventData;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A change that is completely said and not yet made.
///
/// @param preview what it will do; blocks
/// @param apply makes it; blocks
/// @param heard the event that the hub tells of it; null where there is none
/// @param applied called where no event tells of it, so that the picture is read anew
/// @param conflict what to show where somebody else was faster; blocks
public record Plan(
        Callable<Preview> preview,
        Callable<Applied> apply,
        @Nullable Predicate<EventData> heard,
        Runnable applied,
        @Nullable Callable<Conflict> conflict) {
    /// What came of it.
    ///
    /// @param detail such as the new version
    /// @param receipts where else it has taken effect already
    /// @param left what was not done, and why
    /// @param undo takes it back; null where that cannot be done
    /// @param secret what was made by it and is shown this once; null where nothing was
    /// @param further where it takes effect later: asked until it tells of it; blocks; null where all is said
    public record Applied(
            String detail,
            List<String> receipts,
            List<String> left,
            @Nullable Plan undo,
            @Nullable Secret secret,
            @Nullable Callable<List<String>> further) {
        public Applied {
            receipts = List.copyOf(receipts);
            left = List.copyOf(left);
        }

        public Applied(String detail, List<String> receipts, List<String> left, @Nullable Plan undo) {
            this(detail, receipts, left, undo, null, null);
        }

        public Applied(String detail, List<String> receipts, @Nullable Plan undo) {
            this(detail, receipts, List.of(), undo);
        }

        public static Applied done(String detail) {
            return new Applied(detail, List.of(), null);
        }

        public Applied undoneBy(Plan plan) {
            return new Applied(detail, receipts, left, plan, secret, further);
        }

        public Applied showing(Secret once) {
            return new Applied(detail, receipts, left, undo, once, further);
        }

        public Applied followedBy(Callable<List<String>> receiptsToCome) {
            return new Applied(detail, receipts, left, undo, secret, receiptsToCome);
        }
    }

    /// A secret that is shown once.
    ///
    /// @param name what it is
    /// @param file how a file of it is called
    public record Secret(String name, String text, String file) {
        @Override
        public String toString() {
            return "Secret[name=" + name + ", text=***, file=" + file + "]";
        }
    }

    /// Both versions beside each other.
    ///
    /// @param again makes the same change on top of theirs
    public record Conflict(List<Side> sides, Runnable again) {
        public Conflict {
            sides = List.copyOf(sides);
        }
    }

    /// One field, as it is there now and as it was wanted.
    public record Side(String field, String theirs, String yours) {}

    /// A change that an event tells of.
    public static Plan heardBy(Predicate<EventData> heard, Callable<Preview> preview, Callable<Applied> apply) {
        return new Plan(preview, apply, heard, () -> {}, null);
    }

    /// A change that no event of the network tells of.
    public static Plan unheard(Runnable applied, Callable<Preview> preview, Callable<Applied> apply) {
        return new Plan(preview, apply, null, applied, null);
    }

    public Plan onConflict(Callable<Conflict> sides) {
        return new Plan(preview, apply, heard, applied, sides);
    }
}
