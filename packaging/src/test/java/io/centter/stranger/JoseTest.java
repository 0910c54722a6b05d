package io.centter.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Register;
import io.centter.model.authority.RotateKeys;
import io.centter.model.role.Role;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.rest.AuthorityApi;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.token.TokenVerifier;
import io.centter.sdk.token.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another language's standard library verifies our tokens, knowing nothing but the address of the key set.
final class JoseTest {
    private static final String PROGRAM = """
            import { createRemoteJWKSet, jwtVerify } from 'jose'
            const [set, issuer, audience, ...tokens] = process.argv.slice(2)
            const keys = createRemoteJWKSet(new URL(set), { cooldownDuration: 0 })
            for (const token of tokens) {
              const { payload, protectedHeader } = await jwtVerify(token, keys, {
                issuer, audience, typ: 'at+jwt', algorithms: ['ES256'], requiredClaims: ['sub', 'jti', 'exp', 'iat', 'nbf'] })
              console.log('good', payload.sub, protectedHeader.kid)
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void joseVerifiesTokensOfBothKeysFromBothSetsAndRefusesOneThatWasTouched() throws Exception {
        try (EmbeddedPlane plane = EmbeddedPlane.start(folder.resolve("plane"));
                CentterApi nobody = CentterApi.at(plane.http())) {
            CentterApi api =
                    nobody.signedIn(nobody.register(new Register("linda@example.com", "correct-horse-battery", "Linda"))
                            .token());
            NetworkView network = api.createNetwork(new CreateNetwork("Acme", null));
            AgentCreated linda = agent(api, network, "Linda");
            AgentCreated crm = agent(api, network, "Crm");
            Identity identity = new Identity(
                    linda.agent().id(), network.id(), "Linda", Objects.requireNonNull(linda.apiKey()), plane.http());
            String old = Tokens.of(nobody, identity)
                    .forAgent(crm.agent().id(), List.of())
                    .token();
            AuthorityApi.of(api).rotateKeys(network.id(), new RotateKeys(null, null));
            String fresh = Tokens.of(nobody, identity)
                    .forAgent(crm.agent().id(), List.of())
                    .token();
            assertThat(TokenVerifier.of(nobody, network.id(), crm.agent().id())
                            .verify(fresh)
                            .subject())
                    .isEqualTo(linda.agent().id());

            Path home = verifier();
            String issuer = "urn:centter:network:" + network.id();
            String audience = crm.agent().id().value();
            for (String set : List.of("/api/v1/networks/" + network.id() + "/jwks.json", "/.well-known/jwks.json")) {
                String said = run(home, "node", "verify.mjs", plane.http() + set, issuer, audience, old, fresh);
                String good = "good " + linda.agent().id();
                assertThat(said.lines()).hasSize(2).allMatch(line -> line.startsWith(good));
            }
            String[] parts = fresh.split("\\.", -1);
            String touched = parts[0] + "." + old.split("\\.", -1)[1] + "." + parts[2];
            assertThat(run(
                            home,
                            "node",
                            "verify.mjs",
                            plane.http() + "/.well-known/jwks.json",
                            issuer,
                            audience,
                            touched))
                    .contains("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
        }
    }

    /// A folder with the program and the library that it uses.
    private Path verifier() throws Exception {
        Path home = Files.createDirectories(folder.resolve("jose"));
        Files.writeString(home.resolve("verify.mjs"), PROGRAM);
        run(home, "npm", "install", "--silent", "--no-audit", "--no-fund", "jose@6");
        return home;
    }

    private static AgentCreated agent(CentterApi api, NetworkView network, String name) {
        return api.createAgent(network.id(), new CreateAgent(name, null, Role.ASSISTANT, null, null));
    }

    private static String run(Path home, String... words) throws Exception {
        Path log = home.resolve(words[0] + ".log");
        Process process = new ProcessBuilder(List.of(words))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(words[0]).isTrue();
        return Files.readString(log);
    }
}
