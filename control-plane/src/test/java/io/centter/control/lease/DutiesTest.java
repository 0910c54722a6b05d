package io.centter.control.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.control.TestPlane;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.embedded.SharedServers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Closed early on purpose.
class DutiesTest {
    private static final Duties.Pace QUICK = new Duties.Pace(Duration.ofSeconds(1), Duration.ofMillis(200));
    /// Takes a duty and then gives no sign of life, as a process that was stopped.
    private static final Duties.Pace STOPPED = new Duties.Pace(Duration.ofSeconds(1), Duration.ofHours(1));

    private static Database database;
    private static Transactions transactions;

    @BeforeAll
    static void connect() {
        database = new Database(Config.of(TestPlane.settings(SharedServers.createDatabase(), Map.of()))
                .db());
        database.start();
        transactions = new Transactions(database);
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void free() {
        transactions.write(handle -> handle.execute("DELETE FROM leases"));
    }

    @Test
    void oneHasItUntilItGivesItBackAndThenTheOther() {
        try (Duties first = duties("first", QUICK);
                Duties second = duties("second", QUICK)) {
            Duty mine = first.apply("work", () -> true);
            Duty others = second.apply("work", () -> true);
            first.start();
            second.start();
            assertThat(mine.isMine()).isTrue();
            assertThat(others.isMine()).isFalse();

            first.close();

            assertThat(mine.isMine()).isFalse();
            await().atMost(Duration.ofSeconds(5)).until(others::isMine);
            assertThat(others.epoch()).isEqualTo(2);
        }
    }

    @Test
    void whoSleptWritesNothingAnyMore() {
        try (Duties sleeper = duties("sleeper", STOPPED);
                Duties other = duties("other", QUICK)) {
            Duty slept = sleeper.apply("work", () -> true);
            Duty taken = other.apply("work", () -> true);
            sleeper.start();
            other.start();
            assertThatCode(() -> write(slept)).doesNotThrowAnyException();

            await().atMost(Duration.ofSeconds(10)).until(taken::isMine);

            assertThat(slept.isMine()).isFalse();
            assertThatThrownBy(() -> write(slept)).isInstanceOf(DutyLost.class);
            assertThatCode(() -> write(taken)).doesNotThrowAnyException();
            assertThat(transactions.<Integer>read(handle -> handle.createQuery("SELECT count(*) FROM leases")
                            .mapTo(Integer.class)
                            .one()))
                    .isEqualTo(1);
        }
    }

    @Test
    void whoCannotDoItLeavesItToWhoCanAndDoesItWhereNobodyCan() {
        AtomicBoolean able = new AtomicBoolean(true);
        try (Duties first = duties("first", QUICK);
                Duties second = duties("second", QUICK)) {
            Duty mine = first.apply("work", able::get);
            Duty others = second.apply("work", () -> true);
            first.start();
            able.set(false);
            second.start();
            await().atMost(Duration.ofSeconds(10)).until(others::isMine);
            assertThat(mine.isMine()).isFalse();
            second.close();
            await().atMost(Duration.ofSeconds(15)).until(mine::isMine);
        }
    }

    @Test
    void whoTakesItHearsOfIt() {
        AtomicBoolean heard = new AtomicBoolean();
        try (Duties first = duties("first", QUICK)) {
            Duty mine = first.apply("work", () -> true);
            first.whenTaken(mine, () -> heard.set(true));
            first.start();
            assertThat(heard).isTrue();
        }
    }

    private static void write(Duty duty) {
        transactions.write(handle -> {
            duty.require(handle);
            return true;
        });
    }

    private static Duties duties(String holder, Duties.Pace pace) {
        return new Duties(transactions, holder, pace);
    }
}
