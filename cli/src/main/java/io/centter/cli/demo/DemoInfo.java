package io.centter.cli.demo;

import io.centter.model.identity.NetworkId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `--info` writes once all is ready, for scripts.
///
/// @param http base address of the HTTP API
/// @param nats address for agents on TCP
/// @param websocket address for agents behind NAT
/// @param nodes the nats-servers, one after the other
/// @param user the e-mail to sign in with
/// @param pid of the demo itself; ending it ends everything
/// @param parts the process ids of its parts
record DemoInfo(
        String http,
        String nats,
        String websocket,
        List<Plane.Node> nodes,
        String user,
        String password,
        NetworkId networkId,
        long pid,
        Parts parts) {
    static DemoInfo of(URI http, Plane plane, DemoAccount account, NetworkId network, Parts parts) {
        return new DemoInfo(
                http.toString(),
                plane.nats(),
                plane.websocket(),
                plane.nodes(),
                account.email(),
                account.password(),
                network,
                ProcessHandle.current().pid(),
                parts);
    }

    /// For this user alone: the password is in it.
    void write(Path file) {
        DemoAccount.writePrivately(file.toAbsolutePath(), DemoAccount.json(this));
    }

    @Override
    public String toString() {
        return "DemoInfo[http=" + http + ", password=***]";
    }

    /// Process ids, for those who want to see what happens when one dies.
    record Parts(
            long servers,
            long controlPlane,
            long fleet,
            @Nullable Long console) {}
}
