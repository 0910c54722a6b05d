package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.centter.control.Api;
import io.centter.control.http.Route;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every example of the document is sent to a real plane, and what comes back is what the document says.
///
/// `-Dcentter.renew=true` writes the answers that are missing, or fit no more, into the files of examples.
class ExamplesTest {
    private static final boolean RENEW = Boolean.getBoolean("centter.renew");

    private static WholePlane plane;
    private static Shapes shapes;
    private static Scene furnished;

    @BeforeAll
    static void start() {
        plane = WholePlane.shared();
        shapes = new Shapes(plane.document());
        furnished = plane.scene().furnish();
    }

    @Test
    void everyRouteWithABodyOrAnAnswerHasItsExample() {
        Set<String> missing = new TreeSet<>();
        for (Route<?, ?> route : plane.routes()) {
            Example example = plane.examples().get(route);
            if (route.body() != null && example.request() == null) {
                missing.add(Examples.key(route) + ": request, in openapi/examples/" + Groups.of(route) + ".json");
            }
            if (isShown(route) && isGood(example) && example.answer() == null && !RENEW) {
                missing.add(Examples.key(route) + ": answer; run ExamplesTest with -Dcentter.renew=true");
            }
        }
        assertThat(missing)
                .as("examples that are missing (CONTRIBUTING.md says how)")
                .isEmpty();
    }

    @Test
    void everyExampleBelongsToARoute() {
        Set<String> known = plane.routes().stream().map(Examples::key).collect(Collectors.toSet());
        assertThat(known).containsAll(plane.examples().keys());
    }

    @Test
    void everyExampleFitsItsSchema() {
        for (Route<?, ?> route : plane.routes()) {
            Example example = plane.examples().get(route);
            if (route.body() != null && example.request() != null) {
                String request = Samples.filled(example.request()).toString();
                assertThat(shapes.faultsOfRequest(route, request))
                        .as(Examples.key(route) + " " + request)
                        .isEmpty();
            }
            if (example.answer() != null && !RENEW) {
                assertThat(faultsOfRecorded(route, example.answer()))
                        .as(Examples.key(route) + ": run ExamplesTest with -Dcentter.renew=true")
                        .isEmpty();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsAnsweredAsTheDocumentSays() {
        return plane.routes().stream().map(route -> DynamicTest.dynamicTest(Examples.key(route), () -> replay(route)));
    }

    private static void replay(Route<?, ?> route) {
        boolean reads = route.endpoint().method().equals("GET");
        Scene scene = reads ? furnished : plane.scene();
        Example example = plane.examples().get(route);
        Api.Answer answer = scene.send(route, scene.usual(route));
        int wanted = example.status() == null ? route.answer().status() : example.status();
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(wanted);
        assertThat(answer.headers().firstValue("RateLimit").isPresent())
                .as("tells what is left of its share")
                .isEqualTo(route.is(Route.Trait.LIMITED));
        if (wanted >= 400) {
            assertThat(shapes.faultsOfProblem(answer.json().toString())).isEmpty();
        } else if (route.answer().type() == null) {
            assertThat(answer.json().isMissingNode()).isTrue();
        } else if (!route.answer().media().isEmpty()) {
            assertThat(route.answer().media()).contains(answer.header("Content-Type"));
        } else {
            assertThat(shapes.faultsOfAnswer(route, wanted, answer.json().toString()))
                    .as(answer.json().toString())
                    .isEmpty();
            if (RENEW
                    && isShown(route)
                    && (example.answer() == null
                            || !faultsOfRecorded(route, example.answer()).isEmpty())) {
                Recorder.record(route, answer.json(), scene.samples(example, answer.json()));
            }
        }
    }

    /// A document that is an answer itself, such as this API's own, needs no example of itself.
    private static boolean isShown(Route<?, ?> route) {
        return route.answer().type() != null
                && route.answer().media().isEmpty()
                && !route.answer().type().equals(RawValue.class);
    }

    /// Where a test has no such service, nobody has seen a good answer.
    private static boolean isGood(Example example) {
        return example.status() == null || example.status() < 400;
    }

    private static List<String> faultsOfRecorded(Route<?, ?> route, JsonNode answer) {
        return shapes.faultsOfAnswer(
                route, route.answer().status(), Samples.filled(answer).toString());
    }
}
