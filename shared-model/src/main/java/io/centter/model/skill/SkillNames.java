package io.centter.model.skill;

import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.identity.Slug;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names in the marketplace may look like.
final class SkillNames {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    private SkillNames() {}

    /// A path takes a slug or an id, so no slug may be one that could be the id of another.
    static Slug requireNoId(Slug slug) {
        if (ID.matcher(slug.value()).matches()) {
            throw new InvalidValue("slug", "'" + slug + "' looks like an id; choose another slug.");
        }
        return slug;
    }

    static void optionalWebsite(@Nullable String website) {
        Names.optionalText("website", website, 512);
        if (website != null && !website.isEmpty() && !isHttps(website)) {
            throw new InvalidValue("website", "website is an address that begins with https://.");
        }
    }

    static void optionalCategory(@Nullable String category) {
        if (category != null && !category.isEmpty() && !WORD.matcher(category).matches()) {
            throw new InvalidValue("category", "category has 1 to 40 of a-z, 0-9 and '-', such as infrastructure.");
        }
    }

    private static boolean isHttps(String website) {
        try {
            URI uri = URI.create(website);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
