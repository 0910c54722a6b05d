package io.centter.sdk.rest;

import io.centter.model.api.AddMember;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.AgentView;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.Login;
import io.centter.model.api.MemberView;
import io.centter.model.api.NatsHealth;
import io.centter.model.api.NetworkView;
import io.centter.model.api.Page;
import io.centter.model.api.PasswordChange;
import io.centter.model.api.Register;
import io.centter.model.api.RevokeCredentials;
import io.centter.model.api.RevokedCredentials;
import io.centter.model.api.RotateApiKey;
import io.centter.model.api.RotatedApiKey;
import io.centter.model.api.Session;
import io.centter.model.api.UpdateAgent;
import io.centter.model.api.UpdateMe;
import io.centter.model.api.UpdateNetwork;
import io.centter.model.api.UserView;
import io.centter.model.discovery.Capabilities;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.PresenceRecord;
import io.centter.model.presence.PresenceSnapshot;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The HTTP API of a control plane. Every call blocks until the answer is there and throws [ApiProblem] for a refusal,
/// [Unreachable] where no answer came. Safe for any number of threads; [#signedIn], [#asAgent] and [#within] give
/// further clients over the same connections, which [#close] ends for all of them.
public final class CentterApi implements AutoCloseable {
    static final String PREFIX = "/api/v1";
    static final int PAGE = 200;

    final Http http;
    final Credential credential;
    final IdSource ids;

    private CentterApi(Http http, Credential credential, IdSource ids) {
        this.http = http;
        this.credential = credential;
        this.ids = ids;
    }

    /// Nobody yet, at this address.
    ///
    /// @param base scheme, host and port, such as `http://localhost:8080`; a path is kept as a prefix
    public static CentterApi at(URI base) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "A control plane's address looks like https://mesh.example.com or http://localhost:8080, not '"
                            + base + "'.");
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        URI plain = URI.create(base.toString().replaceAll("/+$", ""));
        return new CentterApi(
                new Http(client, plain, Duration.ofSeconds(20)),
                new Credential.Nobody(),
                new IdSource(InstantSource.system(), new SecureRandom()));
    }

    /// As the person of this session.
    public CentterApi signedIn(String token) {
        return new CentterApi(http, new Credential.User(token), ids);
    }

    /// As this agent, by its `amk_` key.
    public CentterApi asAgent(AgentId agent, String apiKey) {
        return new CentterApi(http, new Credential.Agent(agent, apiKey), ids);
    }

    /// With another limit for each call; the standard is 20 seconds.
    public CentterApi within(Duration limit) {
        return new CentterApi(http.within(limit), credential, ids);
    }

    public URI base() {
        return http.base();
    }

    @Override
    public void close() {
        http.close();
    }

    // People and sessions

    public Session register(Register register) {
        return ask(Call.post(PREFIX + "/auth/register").body(register), Session.class);
    }

    public Session login(Login login) {
        return ask(Call.post(PREFIX + "/auth/login").body(login), Session.class);
    }

    public void logout() {
        tell(Call.post(PREFIX + "/auth/logout"));
    }

    public void changePassword(PasswordChange change) {
        tell(Call.post(PREFIX + "/auth/password").body(change));
    }

    public UserView me() {
        return ask(Call.get(PREFIX + "/auth/me"), UserView.class);
    }

    public UserView updateMe(UpdateMe update) {
        return ask(Call.patch(PREFIX + "/auth/me").body(update), UserView.class);
    }

    // Networks and members

    public Page<NetworkView> networks(@Nullable String cursor, int limit) {
        return page(Call.get(PREFIX + "/networks").query("cursor", cursor).query("limit", limit), NetworkView.class);
    }

    public List<NetworkView> allNetworks() {
        return all(cursor -> networks(cursor, PAGE));
    }

    public NetworkView createNetwork(CreateNetwork network) {
        return ask(
                Call.post(PREFIX + "/networks")
                        .body(network)
                        .idempotent(ids.uuid().toString()),
                NetworkView.class);
    }

    public NetworkView network(NetworkId network) {
        return ask(Call.get(path(network)), NetworkView.class);
    }

    /// Renames a network.
    ///
    /// @param version of the [NetworkView] that was changed; a later one is refused with status 412
    public NetworkView updateNetwork(NetworkId network, long version, UpdateNetwork update) {
        return ask(Call.patch(path(network), version).body(update), NetworkView.class);
    }

    public void deleteNetwork(NetworkId network, long version) {
        tell(Call.delete(path(network), version));
    }

    public Page<MemberView> members(NetworkId network, @Nullable String cursor, int limit) {
        Call call = Call.get(path(network) + "/members").query("cursor", cursor).query("limit", limit);
        return page(call, MemberView.class);
    }

    public List<MemberView> allMembers(NetworkId network) {
        return all(cursor -> members(network, cursor, PAGE));
    }

    public MemberView addMember(NetworkId network, AddMember member) {
        return ask(
                Call.post(path(network) + "/members")
                        .body(member)
                        .idempotent(ids.uuid().toString()),
                MemberView.class);
    }

    public void removeMember(NetworkId network, UserId member) {
        tell(Call.delete(path(network) + "/members/" + member));
    }

    // Agents

    public Page<AgentView> agents(NetworkId network, @Nullable String cursor, int limit) {
        Call call = Call.get(path(network) + "/agents").query("cursor", cursor).query("limit", limit);
        return page(call, AgentView.class);
    }

    public List<AgentView> allAgents(NetworkId network) {
        return all(cursor -> agents(network, cursor, PAGE));
    }

    /// The key in the answer is shown this once. It is absent where the first answer was lost on its way and the
    /// call was repeated: then [#rotateApiKey] gives one.
    public AgentCreated createAgent(NetworkId network, CreateAgent agent) {
        return ask(
                Call.post(path(network) + "/agents")
                        .body(agent)
                        .idempotent(ids.uuid().toString()),
                AgentCreated.class);
    }

    public AgentView agent(AgentId agent) {
        return ask(Call.get(path(agent)), AgentView.class);
    }

    /// Changes what is given, leaves the rest.
    ///
    /// @param version of the [AgentView] that was changed; a later one is refused with status 412
    public AgentView updateAgent(AgentId agent, long version, UpdateAgent update) {
        return ask(Call.patch(path(agent), version).body(update), AgentView.class);
    }

    public void deleteAgent(AgentId agent, long version) {
        tell(Call.delete(path(agent), version));
    }

    public RotatedApiKey rotateApiKey(AgentId agent, RotateApiKey rotate) {
        return ask(Call.post(path(agent) + "/api-key/rotate").body(rotate), RotatedApiKey.class);
    }

    // Presence

    /// As the agent itself.
    public void heartbeat(Heartbeat heartbeat) {
        tell(Call.post(path(heartbeat.agentId()) + "/heartbeat").body(heartbeat));
    }

    public PresenceSnapshot presence(NetworkId network) {
        return ask(Call.get(path(network) + "/presence"), PresenceSnapshot.class);
    }

    public AgentPresence presence(AgentId agent) {
        return ask(Call.get(path(agent) + "/presence"), AgentPresence.class);
    }

    /// Latest first.
    public Page<PresenceRecord> presenceHistory(
            AgentId agent, @Nullable Instant from, @Nullable Instant to, int limit) {
        Call call = Call.get(path(agent) + "/presence/history")
                .query("from", from)
                .query("to", to)
                .query("limit", limit);
        return page(call, PresenceRecord.class);
    }

    // Discovery

    public DiscoverAnswer discover(NetworkId network, DiscoverQuery query) {
        Call call = Call.get(path(network) + "/discover")
                .query("capability", query.capability())
                .query("status", wireName(query.status()))
                .query("transport", wireName(query.transport()))
                .query("role", wireName(query.role()))
                .query("skill", query.skill())
                .query("q", query.q())
                .query("cursor", query.cursor())
                .query("limit", query.limit());
        return ask(call, DiscoverAnswer.class);
    }

    public Capabilities capabilities(NetworkId network) {
        return ask(Call.get(path(network) + "/capabilities"), Capabilities.class);
    }

    // NATS

    public NatsHealth natsHealth() {
        return ask(Call.get(PREFIX + "/nats/health"), NatsHealth.class);
    }

    /// As a person who may operate the network, or as the agent itself.
    public IssuedCredentials issueCredentials(AgentId agent) {
        return ask(Call.post(path(agent) + "/nats/credentials"), IssuedCredentials.class);
    }

    public RevokedCredentials revokeCredentials(AgentId agent, RevokeCredentials revoke) {
        return ask(Call.delete(path(agent) + "/nats/credentials").body(revoke), RevokedCredentials.class);
    }

    public IssuedCredentials issueConsoleCredentials(NetworkId network) {
        return ask(Call.post(path(network) + "/nats/console-credentials"), IssuedCredentials.class);
    }

    // Health

    public boolean isLive() {
        return isOk("/health/live");
    }

    public boolean isReady() {
        return isOk("/health/ready");
    }

    private boolean isOk(String path) {
        try {
            tell(Call.get(path));
            return true;
        } catch (ApiFailure _) {
            return false;
        }
    }

    <T> T ask(Call call, Class<T> type) {
        return http.ask(call, credential, type);
    }

    <T> Page<T> page(Call call, Class<T> item) {
        return http.askPage(call, credential, item);
    }

    void tell(Call call) {
        http.send(call, credential);
    }

    static <T> List<T> all(Function<@Nullable String, Page<T>> pages) {
        List<T> items = new ArrayList<>();
        String cursor = null;
        do {
            Page<T> page = pages.apply(cursor);
            items.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return items;
    }

    static String path(NetworkId network) {
        return PREFIX + "/networks/" + network;
    }

    static String path(AgentId agent) {
        return PREFIX + "/agents/" + agent;
    }

    static @Nullable String wireName(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
