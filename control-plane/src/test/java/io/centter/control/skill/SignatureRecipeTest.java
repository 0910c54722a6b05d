package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.Api;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/signatures.md` says to do with openssl, done.
class SignatureRecipeTest {
    private static Market market;

    @BeforeAll
    static void start() {
        market = new Market();
    }

    @AfterAll
    static void stop() {
        market.close();
    }

    @Test
    void theRecipeOfTheDocumentWorks(@TempDir Path folder) throws Exception {
        assumeTrue(here("openssl") && here("jq"), "openssl and jq are on the PATH");
        market.maker.post("/publishers", Map.of("name", "Fabrikam", "slug", "fabrikam"));
        String publisher = market.maker.get("/publishers/fabrikam").text("id");
        market.maker.post("/skills", Map.of("publisher_id", publisher, "name", "Invoices", "slug", "invoices"));
        ObjectNode body = SignaturesTest.version("1.0.0");
        body.putArray("scopes").add("crm:read").add("skill:execute:invoices");
        body.putObject("capabilities")
                .putArray("commands")
                .addObject()
                .put("name", "send")
                .put("risk", "write");
        body.withObjectProperty("manifest")
                .put("title", "Rechnungen \u00fc \u20ac \"1\"\n")
                .put("n", 7);
        Files.writeString(folder.resolve("version.json"), body.toPrettyString());

        run(folder, "sign.sh");
        String pem = Files.readString(folder.resolve("publisher.pub"));
        Api.Answer added =
                market.maker.post("/publishers/fabrikam/keys", Map.of("name", "By openssl", "public_key", pem));
        assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
        Api.Answer published =
                market.maker.raw("POST", "/skills/invoices/versions", Files.readString(folder.resolve("signed.json")));
        assertThat(published.status()).as(published.json().toString()).isEqualTo(201);

        String shown =
                market.plane.api().get("/skills/invoices/versions/1.0.0").json().toString();
        Files.writeString(folder.resolve("shown.json"), shown);
        assertThat(run(folder, "verify.sh")).contains("Signature Verified Successfully");
    }

    private static boolean here(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }

    /// Runs a recipe of the document as it stands there, and gives what it said.
    private static String run(Path folder, String name) throws Exception {
        String page = Files.readString(Path.of("../docs/signatures.md"));
        Matcher recipe = Pattern.compile(
                        "<!-- signing: " + Pattern.quote(name) + " -->\n```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(recipe.find()).isTrue();
        Process shell = new ProcessBuilder("sh", "-e", "-c", recipe.group(1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(said).isZero();
        return said;
    }
}
