package io.centter.control.skill;

import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.skill.ReviewView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Reviews belong to their skill, and name the network by which their author knows it.
@RegisterConstructorMapper(ReviewView.class)
interface ReviewSql {
    String SELECT = """
            SELECT r.id, r.skill_id, u.name AS author, r.rating, r.body, r.version, r.created_at, r.updated_at
            FROM skill_reviews r JOIN users u ON u.id = r.user_id
            """;

    /// A row to be written.
    record NewReview(UUID id, UUID skill, NetworkId network, UserId user, int rating, String body, Instant now) {}

    static ReviewSql of(Handle handle) {
        return handle.attach(ReviewSql.class);
    }

    @SqlUpdate("""
            INSERT INTO skill_reviews (id, skill_id, network_id, user_id, rating, body, created_at, updated_at)
            VALUES (:id, :skill, :network, :user, :rating, :body, :now, :now)
            ON CONFLICT (skill_id, user_id) DO NOTHING
            """)
    int insert(@BindMethods NewReview review);

    @SqlQuery(SELECT + "WHERE r.skill_id = :skill AND r.user_id = :user")
    Optional<ReviewView> own(UUID skill, UserId user);

    @SqlQuery(SELECT + "WHERE r.skill_id = :skill AND r.id < :before ORDER BY r.id DESC LIMIT :limit")
    List<ReviewView> list(UUID skill, UUID before, int limit);

    @SqlUpdate("""
            UPDATE skill_reviews SET rating = :rating, body = :body, version = version + 1, updated_at = :now
            WHERE skill_id = :skill AND user_id = :user
            """)
    void update(UUID skill, UserId user, int rating, String body, Instant now);

    @SqlUpdate("DELETE FROM skill_reviews WHERE skill_id = :skill AND user_id = :user")
    void delete(UUID skill, UserId user);

    /// A network of this person in which an agent has the skill.
    @SqlQuery("""
            SELECT a.network_id FROM agent_skills a
            JOIN network_members m ON m.network_id = a.network_id AND m.user_id = :user
            JOIN networks n ON n.id = a.network_id AND n.status <> 'deleting'
            WHERE a.skill_id = :skill ORDER BY a.installed_at LIMIT 1
            """)
    Optional<NetworkId> installedIn(UUID skill, UserId user);
}
