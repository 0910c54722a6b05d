package io.centter.control.openapi;

import io.centter.control.http.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void thePageOfEndpointsListsEveryRoute() {
        List<Route<?, ?>> routes = WholePlane.shared().routes();
        Tables.keep("endpoints.md", Tables.endpoints(routes), EndpointsTest.class);
    }
}
