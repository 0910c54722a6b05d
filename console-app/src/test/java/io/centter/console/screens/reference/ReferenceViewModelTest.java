package io.centter.console.screens.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Markdown;
import io.centter.console.desk.SampleSite;
import io.centter.console.screens.reference.Entry.Way;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReferenceViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final ReferenceViewModel model = new ReferenceViewModel(sample.site());

    @BeforeEach
    void read() {
        model.attach();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void everyServedPathIsFoundByItsWordsAndShownAsAPage() {
        assertThat(model.rows().items()).hasSizeGreaterThan(80).allMatch(entry -> entry.way() == Way.HTTP);
        model.rows().filterTextProperty().set("post agents lock");
        List<Entry> found = List.copyOf(model.rows().items());
        assertThat(found).extracting(Entry::place).contains("/api/v1/agents/{agent}/lock");
        Entry lock = found.stream()
                .filter(entry -> entry.place().endsWith("/{agent}/lock"))
                .findFirst()
                .orElseThrow();

        String page = model.page(lock);
        assertThat(page).contains("Shuts an agent out").contains("reason").contains("404");
        model.rows().items().forEach(entry -> assertThat(model.page(entry)).doesNotContain("<script", "href=", "src="));
    }

    @Test
    void commandForAShellHasTheBodyAndNoSecret() {
        Entry create = model.rows().items().stream()
                .filter(entry -> entry.verb().equals("POST") && entry.place().endsWith("/networks/{network}/agents"))
                .findFirst()
                .orElseThrow();

        String curl = model.curl(create);
        assertThat(curl)
                .startsWith("curl -sS -X POST")
                .contains("$CENTTER_TOKEN")
                .contains("\"name\"")
                .contains(sample.api.base() + "/api/v1/networks/")
                .doesNotContain("{network}")
                .doesNotContain(sample.session.token());
    }

    @Test
    void subjectsAreShownToo() {
        model.wayProperty().set(Way.NATS);
        assertThat(model.rows().items()).extracting(Entry::place).anyMatch(place -> place.startsWith("mesh."));
        model.rows().items().forEach(entry -> assertThat(model.page(entry)).contains("<h2>"));
    }

    @Test
    void whatPeopleWriteIsTextAndNotMarkup() {
        assertThat(
                        Markdown.html(
                                "A <script>alert(1)</script> **bold** [x](javascript:alert(1)) ![y](https://example.com/z.png)"))
                .contains("&lt;script&gt;")
                .contains("<strong>bold</strong>")
                .doesNotContain("<script>", "javascript:", "href=", "src=")
                .contains("title=\"https://example.com/z.png\"");
    }
}
