package io.centter.model.heartbeat;

import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// Where an agent runs and by which addresses it can be reached; every part may be unknown.
public record Location(
        @Nullable String privateIp,
        @Nullable String publicIp,
        @Nullable String tailscaleIp,
        @Nullable String vpcId,
        @Nullable String tailnet,
        @Nullable String region,
        @Nullable String hostname) {
    public Location {
        Names.optionalText("location.private_ip", privateIp, 64);
        Names.optionalText("location.public_ip", publicIp, 64);
        Names.optionalText("location.tailscale_ip", tailscaleIp, 64);
        Names.optionalText("location.vpc_id", vpcId, 64);
        Names.optionalText("location.tailnet", tailnet, 128);
        Names.optionalText("location.region", region, 64);
        Names.optionalText("location.hostname", hostname, 255);
    }
}
