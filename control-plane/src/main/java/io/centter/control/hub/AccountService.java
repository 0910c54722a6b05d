package io.centter.control.hub;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.AccountDrift;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NatsAccountView;
import io.centter.model.identity.NetworkId;
import java.util.Locale;

/// Shows what a network's account is at the broker, and looks at it on demand.
final class AccountService {
    private final Ground ground;
    private final Accounts accounts;
    private final Reconciler reconciler;

    AccountService(Ground ground, Accounts accounts, Reconciler reconciler) {
        this.ground = ground;
        this.accounts = accounts;
        this.reconciler = reconciler;
    }

    NatsAccountView get(NetworkId network) {
        accounts.keys(network);
        AccountSql.Shown shown = ground.transactions()
                .read(handle -> AccountSql.of(handle).shown(network))
                .orElseThrow(Refused.NotFound::new);
        String drift = shown.drift();
        return new NatsAccountView(
                shown.account(),
                shown.desiredVersion(),
                shown.appliedVersion(),
                shown.appliedVersion() >= shown.desiredVersion() ? "applied" : "pending",
                shown.appliedAt(),
                shown.checkedAt(),
                AccountWriter.receipts(shown.receipts()),
                drift == null || shown.driftAt() == null
                        ? null
                        : new AccountDrift(AccountDrift.Kind.valueOf(drift.toUpperCase(Locale.ROOT)), shown.driftAt()),
                shown.error());
    }

    /// Asks the broker what it has and puts it right, now. Where it is away, that is said in the answer and done when
    /// it is back.
    NatsAccountView sync(Call<?> call) {
        NetworkId network = call.network();
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "nats.account.sync", "network:" + network));
            return true;
        });
        reconciler.now(network);
        return get(network);
    }
}
