package io.centter.model.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectGrantsTest {
    private static final SubjectGrants NEWS = grants(List.of("mesh.event.news.>"), List.of(), List.of("_INBOX.a.>"));

    @Test
    void coverThemselvesAndWhatIsNarrower() {
        assertThat(NEWS.cover(NEWS)).isTrue();
        assertThat(NEWS.cover(grants(List.of("mesh.event.news.sent"), List.of(), List.of("_INBOX.a.x"))))
                .isTrue();
        assertThat(grants(List.of("mesh.event.>"), List.of(), List.of(">")).cover(NEWS))
                .isTrue();
    }

    @Test
    void doNotCoverWhatIsWiderInEitherDirection() {
        assertThat(NEWS.cover(grants(List.of("mesh.event.>"), List.of(), NEWS.subscribe())))
                .isFalse();
        assertThat(NEWS.cover(grants(NEWS.publish(), List.of(), List.of("_INBOX.>"))))
                .isFalse();
    }

    @Test
    void holeCountsOnlyWhereTheOthersReach() {
        SubjectGrants holed = grants(List.of("mesh.event.>"), List.of("mesh.event.hub.>"), NEWS.subscribe());
        assertThat(holed.cover(NEWS)).isTrue();
        assertThat(holed.cover(grants(List.of("mesh.event.>"), List.of(), NEWS.subscribe())))
                .isFalse();
        assertThat(holed.cover(holed)).isTrue();
    }

    private static SubjectGrants grants(List<String> publish, List<String> deny, List<String> subscribe) {
        return new SubjectGrants(publish, deny, subscribe);
    }
}
