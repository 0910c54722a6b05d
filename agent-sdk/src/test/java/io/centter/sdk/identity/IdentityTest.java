package io.centter.sdk.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityTest {
    private static final Identity SOL = new Identity(
            new AgentId("f254bbfa01c7"),
            NetworkId.parse("01932f4e-7d3a-7c55-9a51-0242ac120002"),
            "Sol",
            "amk_secret",
            URI.create("http://localhost:8080"));

    @TempDir
    Path folder;

    @Test
    void isTheSameAfterARestart() throws IOException {
        Path file = folder.resolve("agents/sol.json");
        SOL.save(file);
        SOL.movedTo(URI.create("http://localhost:8081")).save(file);

        assertThat(Identity.load(file)).isEqualTo(SOL.movedTo(URI.create("http://localhost:8081")));
        assertThat(folder.resolve("agents")).isDirectoryContaining("glob:**/sol.json");
    }

    @Test
    void canBeReadByItsOwnerOnlyAndNeverPrintsItsKey() throws IOException {
        Path file = folder.resolve("agents/sol.json");
        SOL.save(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(SOL.toString()).doesNotContain("amk_secret");
    }

    @Test
    void damagedFileIsAnErrorAndNotHalfAnIdentity() throws IOException {
        Path file = Files.writeString(folder.resolve("sol.json"), "{\"agent_id\":\"f254bbfa01c7\"}");

        assertThatThrownBy(() -> Identity.load(file)).isInstanceOf(IOException.class);
    }
}
