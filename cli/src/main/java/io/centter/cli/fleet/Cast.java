package io.centter.cli.fleet;

import io.centter.model.heartbeat.Build;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.AgentProfile;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The agents of the fleet: twelve with a character of their own, and scouts beyond.
final class Cast {
    private static final String VPC = "vpc-0a1b2c3d";
    private static final String TAILNET = "acme.ts.net";
    private static final List<String> REGIONS = List.of("us-west-2", "us-east-1", "eu-central-1", "ap-southeast-1");
    private static final List<String> SCOUTING =
            List.of("search", "summarize", "monitoring", "translation", "research");
    private static final List<CastMember> STARS = List.of(
            star("Linda", Role.COORDINATOR, "Plans the day and hands out work", 10, "us-west-2")
                    .can("planning", "delegation", "reporting")
                    .skilled("calendar", "notes")
                    .own("coinsenda-standup"),
            star("Sol", Role.ASSISTANT, "Keeps the services of Coinsenda running", 11, "us-west-2")
                    .can("deploy", "monitoring", "rollback")
                    .skilled("shell", "git")
                    .own("coinsenda-devops"),
            star("Atlas", Role.DEVELOPER, "Writes and reviews code", 12, "us-west-2")
                    .can("code", "review", "deploy")
                    .skilled("git", "shell", "browser")
                    .own("terraform-modules"),
            star("Andrea", Role.SUPPORT, "Answers customers", 13, "us-east-1")
                    .can("tickets", "translation", "billing")
                    .skilled("email", "search")
                    .own("zendesk-triage"),
            star("Nova", Role.ANALYST, "Reads the numbers", 14, "eu-central-1")
                    .can("forecast", "reporting", "anomalies")
                    .skilled("sql", "charts")
                    .own("revenue-dashboard"),
            star("Marco", Role.SALES, "Finds and follows leads", 15, "us-east-1")
                    .can("leads", "outreach", "pricing")
                    .skilled("email", "crm")
                    .own("newsletter-composer"),
            star("Iris", Role.ASSISTANT, "Researches and summarizes", 16, "eu-central-1")
                    .can("research", "summarize", "search")
                    .skilled("browser", "notes")
                    .own("paper-digest"),
            star("Bruno", Role.DEVELOPER, "Keeps tests green", 17, "us-west-2")
                    .can("testing", "code", "review")
                    .skilled("git", "shell")
                    .own("flaky-test-hunter"),
            star("Mei", Role.ASSISTANT, "Translates and edits", 18, "ap-southeast-1")
                    .can("translation", "editing", "summarize")
                    .skilled("search", "notes")
                    .own("style-guide"),
            star("Tomas", Role.SUPPORT, "Looks after invoices", 19, "eu-central-1")
                    .can("billing", "refunds", "tickets")
                    .skilled("email", "sql")
                    .own("invoice-check"),
            star("Greta", Role.DEVELOPER, "Watches over the infrastructure", 20, "eu-central-1")
                    .can("monitoring", "deploy", "incident")
                    .skilled("shell", "terraform")
                    .own("runbook-pilot"),
            star("Omar", Role.ANALYST, "Keeps an eye on risk", 21, "us-east-1")
                    .can("anomalies", "research", "compliance")
                    .skilled("sql", "search")
                    .own("fraud-patterns"));

    private Cast() {}

    /// The first `count` members; always the same ones for the same count.
    static List<CastMember> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> index < STARS.size() ? STARS.get(index) : scout(index + 1))
                .toList();
    }

    private static CastMember scout(int number) {
        String region = REGIONS.get(number % REGIONS.size());
        String name = String.format(Locale.ROOT, "scout-%03d", number);
        Role role = number % 7 == 0 ? Role.ANALYST : number % 5 == 0 ? Role.DEVELOPER : Role.ASSISTANT;
        return star(name, role, "Looks around in " + region, number + 20, region)
                .can(SCOUTING.get(number % SCOUTING.size()), SCOUTING.get((number + 2) % SCOUTING.size()))
                .skilled("search")
                .own(List.<String>of().toArray(String[]::new));
    }

    private static Sketch star(String name, Role role, String description, int host, String region) {
        return new Sketch(name, role, description, host, region, AgentProfile.EMPTY);
    }

    private record Sketch(String name, Role role, String description, int host, String region, AgentProfile profile) {
        Sketch can(String... capabilities) {
            return with(profile.capableOf(List.of(capabilities)));
        }

        Sketch skilled(String... builtin) {
            return with(profile.skilledIn(List.of(builtin), List.of()));
        }

        CastMember own(String... custom) {
            // Some are in the shared VPC, some only on the tailnet, as in a fleet that grew.
            boolean inVpc = region.equals("us-west-2");
            String low = (host / 200) + "." + (host % 200 + 1);
            Location where = new Location(
                    inVpc ? "10.10." + low : "192.168." + low,
                    null,
                    "100.64." + low,
                    inVpc ? VPC : null,
                    TAILNET,
                    region,
                    name.toLowerCase(Locale.ROOT) + "." + region + ".internal");
            AgentProfile full = profile.skilledIn(profile.builtinSkills(), List.of(custom))
                    .equippedWith(List.of("http", "files"))
                    .at(where)
                    .reachableAt(
                            null,
                            inVpc
                                    ? List.of(Transport.NATS, Transport.VPC, Transport.TAILSCALE)
                                    : List.of(Transport.NATS, Transport.TAILSCALE))
                    .builtAs(new Build("0.1.0", "java " + Runtime.version().feature()));
            return new CastMember(name, role, description, full);
        }

        private Sketch with(AgentProfile next) {
            return new Sketch(name, role, description, host, region, next);
        }
    }
}
