package io.centter.control.http;

/// Proves who calls, or refuses.
public interface Authenticator<C extends Caller> {
    /// The caller whose credential this is.
    ///
    /// @param credential what the header carries, without its scheme
    C authenticate(String credential, Origin origin);
}
