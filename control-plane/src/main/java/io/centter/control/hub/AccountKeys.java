package io.centter.control.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.centter.control.db.Seal;
import io.centter.control.db.SealedTable;
import io.centter.control.nats.NatsKey;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The keys of one network's account: its own, the one that signs the hub's short-lived users, one for each role.
final class AccountKeys {
    /// Where the seeds of all networks are sealed.
    static final SealedTable SEALED = new SealedTable(
            "nats_account_state", "network_id", "seal_key_id", Map.of("sealed_seeds", AccountKeys::purpose));

    private static final String ACCOUNT = "account";
    private static final String SIGNING = "signing";

    private final String account;
    private final String signingKey;
    private final Map<String, String> roleKeys;
    private final Map<String, String> seeds;

    private AccountKeys(String account, String signingKey, Map<String, String> roleKeys, Map<String, String> seeds) {
        this.account = account;
        this.signingKey = signingKey;
        this.roleKeys = Map.copyOf(roleKeys);
        this.seeds = Map.copyOf(seeds);
    }

    /// Reads the keys of a network, or makes them: whoever comes second takes those of the first. Of a network that is
    /// gone there are none to be made.
    static AccountKeys loadOrCreate(Handle handle, NetworkId network, Seal seal, SecureRandom random) {
        AccountSql sql = AccountSql.of(handle);
        if (sql.keys(network).isEmpty()) {
            sql.insertKeys(newRow(network, seal, random));
        }
        AccountSql.KeysRow row = sql.keys(network).orElseThrow(Refused.NotFound::new);
        return new AccountKeys(
                row.account(),
                row.signingKey(),
                names(row.roleKeys()),
                Trust.Seeds.open(seal, row.sealKeyId(), purpose(network), row.sealedSeeds()));
    }

    String account() {
        return account;
    }

    String signingKey() {
        return signingKey;
    }

    NatsKey signer() {
        return Trust.Seeds.key(seeds, SIGNING);
    }

    /// Who signs the users of a role, or of several: `assistant`, `assistant+developer`, `console`. Keys of several are
    /// not kept, since they follow from the signing key.
    NatsKey roleSigner(String roles) {
        return roles.contains("+") ? signer().derived("roles:" + roles) : Trust.Seeds.key(seeds, "role:" + roles);
    }

    /// The public half of [#roleSigner].
    String roleKey(String roles) {
        String key = roles.contains("+") ? roleSigner(roles).publicKey() : roleKeys.get(roles);
        if (key == null) {
            throw new IllegalStateException("account " + account + " has no signing key for " + roles);
        }
        return key;
    }

    @Override
    public String toString() {
        return "AccountKeys[" + account + "]";
    }

    private static AccountSql.KeysRow newRow(NetworkId network, Seal seal, SecureRandom random) {
        NatsKey account = NatsKey.newAccount(random);
        NatsKey signing = NatsKey.newAccount(random);
        Map<String, String> seeds = new TreeMap<>(Map.of(ACCOUNT, account.seed(), SIGNING, signing.seed()));
        Map<String, String> roleKeys = new TreeMap<>();
        for (Role role : Role.values()) {
            addRole(role.wireName(), seeds, roleKeys, random);
        }
        addRole(NetworkAccount.CONSOLE, seeds, roleKeys, random);
        try {
            return new AccountSql.KeysRow(
                    network,
                    account.publicKey(),
                    signing.publicKey(),
                    Wire.strict().writeValueAsString(roleKeys),
                    Trust.Seeds.seal(seal, purpose(network), seeds),
                    seal.keyId());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("keys are plain texts", e);
        }
    }

    private static void addRole(
            String role, Map<String, String> seeds, Map<String, String> roleKeys, SecureRandom random) {
        NatsKey key = NatsKey.newAccount(random);
        seeds.put("role:" + role, key.seed());
        roleKeys.put(role, key.publicKey());
    }

    private static Map<String, String> names(String json) {
        try {
            return Wire.strict().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("role keys are no JSON", e);
        }
    }

    private static String purpose(Object network) {
        return "nats-account:" + network;
    }
}
