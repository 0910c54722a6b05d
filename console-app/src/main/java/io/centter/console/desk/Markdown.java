package io.centter.console.desk;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// What people write in Markdown, as HTML in which nothing of theirs is markup but what Markdown has: their own tags
/// are
/// shown as text, and addresses that run something are left out.
public final class Markdown {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("\n")
            .attributeProviderFactory(_ -> Markdown::disarm)
            .build();

    private Markdown() {}

    /// Leads nowhere and loads nothing; where it would have led is said on hover.
    private static void disarm(Node node, String tag, Map<String, String> attributes) {
        String address = attributes.remove(node instanceof Image ? "src" : "href");
        if (address != null) {
            attributes.put("title", address);
        }
    }

    public static String html(String text) {
        return RENDERER.render(PARSER.parse(text));
    }

    /// Words that are no Markdown at all.
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
