package io.centter.control.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.db.Transactions;
import io.centter.control.http.Reply;
import io.centter.control.refusal.Refused;
import io.centter.model.a2a.AgentCard;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// What everybody may know of an agent: its name, its description, and skills that are no secret of its network. Where
/// it runs, which network it is in and what it may do there is not said.
public final class AgentCards {
    private static final String CACHED = "public, max-age=60";
    private static final List<String> MODES = List.of("text/plain", "application/json");

    private final Transactions transactions;
    private final Function<AgentId, List<AgentCard.Interface>> served;

    /// Cards from what is on record.
    ///
    /// @param served the A2A interfaces that are served for an agent
    public AgentCards(Transactions transactions, Function<AgentId, List<AgentCard.Interface>> served) {
        this.transactions = transactions;
        this.served = served;
    }

    Reply<AgentCard> card(NetworkId network, AgentId agent) {
        CardSql.Face face = transactions
                .read(handle -> CardSql.of(handle).face(network, agent))
                .orElseThrow(Refused.NotFound::new);
        List<CardSql.PublicSkill> installed =
                transactions.read(handle -> CardSql.of(handle).skills(network, agent));
        AgentCard card = of(face, installed, served.apply(agent));
        return Reply.of(card)
                .with("Cache-Control", CACHED)
                .with("ETag", "\"" + digest(card) + "\"")
                .with(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME
                                .withLocale(Locale.ROOT)
                                .format(face.updatedAt().atZone(ZoneOffset.UTC)));
    }

    static AgentCard of(CardSql.Face face, List<CardSql.PublicSkill> installed, List<AgentCard.Interface> interfaces) {
        List<AgentCard.Skill> skills = new ArrayList<>();
        face.builtinSkills()
                .forEach(skill ->
                        skills.add(new AgentCard.Skill(skill, skill, "Built into the agent.", List.of("builtin"))));
        installed.forEach(skill -> skills.add(new AgentCard.Skill(
                skill.slug(),
                skill.name(),
                skill.summary().isBlank() ? skill.name() : skill.summary(),
                List.of(skill.category() == null ? "installed" : skill.category()))));
        if (skills.isEmpty()) {
            skills.add(new AgentCard.Skill(
                    "messages", "Messages", "Takes messages as " + face.role() + ".", List.of(face.role())));
        }
        boolean reachable = !interfaces.isEmpty();
        return new AgentCard(
                face.name(),
                Objects.requireNonNullElse(face.description(), face.name()),
                interfaces,
                Long.toString(face.version()),
                new AgentCard.Capabilities(false, false, false),
                reachable
                        ? Map.of("token", new AgentCard.SecurityScheme(new AgentCard.HttpAuth("Bearer", "JWT")))
                        : null,
                reachable
                        ? List.of(new AgentCard.SecurityRequirement(Map.of("token", new AgentCard.Scopes(List.of()))))
                        : null,
                MODES,
                MODES,
                skills);
    }

    private static String digest(AgentCard card) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(Wire.strict().writeValueAsBytes(card));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
