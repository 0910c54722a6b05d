package io.centter.control.config;

import java.util.List;
import java.util.Locale;

/// Who looks after the marketplace.
///
/// @param curators e-mail addresses of people, in lower case; nobody where empty
public record MarketConfig(List<String> curators) {
    static MarketConfig read(Section section) {
        List<String> curators = section.list("curators").stream()
                .map(email -> email.toLowerCase(Locale.ROOT))
                .toList();
        for (String one : curators) {
            if (!one.matches("[^\\s@]+@[^\\s@]+")) {
                section.refuse("curators", "names '" + one + "'; a curator is an e-mail address.", "");
            }
        }
        return new MarketConfig(curators);
    }

    /// Whether the person with this address may put skills into quarantine, let them go, and vouch for publishers.
    public boolean isCurator(String email) {
        return curators.contains(email);
    }
}
