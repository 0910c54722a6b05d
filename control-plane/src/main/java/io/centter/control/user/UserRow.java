package io.centter.control.user;

import io.centter.model.api.UserView;
import io.centter.model.identity.UserId;
import java.time.Instant;

/// A person as recorded. Public because jdbi makes it.
public record UserRow(UserId id, String email, String name, String passwordHash, String status, Instant createdAt) {
    UserView view(boolean curator) {
        return new UserView(id, email, name, curator, createdAt);
    }

    boolean active() {
        return status.equals("active");
    }

    @Override
    public String toString() {
        return "UserRow[" + id + "]";
    }
}
