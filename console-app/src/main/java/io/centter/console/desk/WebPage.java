package io.centter.console.desk;

import io.centter.console.theme.Theme;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.web.WebEngine;
import javafx.scene.web.WebView;
import org.jspecify.annotations.Nullable;

/// HTML of our own making in the colours of the theme. It runs no script, loads nothing from anywhere, and leads
/// nowhere:
/// [Markdown] leaves no link in it. The engine is made when there is first something to show.
public final class WebPage {
    /// Nothing is loaded, whatever the text says; only our own style holds.
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private static final String DARK =
            "--bg:#0d1117;--fg:#c9d1d9;--muted:#8b949e;--line:#30363d;--soft:#161b22;--link:#58a6ff;";
    private static final String LIGHT =
            "--bg:#ffffff;--fg:#24292f;--muted:#57606a;--line:#d0d7de;--soft:#f6f8fa;--link:#0969da;";
    private static final String STYLE = """
            html,body{background:var(--bg);color:var(--fg);font:13px/1.5 'IBM Plex Sans',sans-serif;margin:0}
            body{padding:4px 20px 24px 20px}p,li,h1,pre{overflow-wrap:anywhere}
            td:first-child{white-space:nowrap}td p{margin:0}
            h1{font-size:18px;margin:8px 0}h2{font-size:14px;margin:20px 0 6px}h3{font-size:13px;margin:14px 0 4px}
            p,ul,ol{margin:6px 0}ul,ol{padding-left:20px}
            code,pre{font-family:'IBM Plex Mono',monospace;font-size:12px}
            code{background:var(--soft);padding:1px 4px;border-radius:4px}
            pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:10px;white-space:pre-wrap}
            pre code{padding:0;background:none}
            table{border-collapse:collapse;width:100%}
            th{color:var(--muted);font-weight:normal;font-size:11px}
            th,td{border-bottom:1px solid var(--line);text-align:left;padding:5px 12px 5px 0;vertical-align:top}
            a{color:var(--link);text-decoration:none}blockquote{color:var(--muted);margin:6px 0;padding-left:10px;border-left:3px solid var(--line)}
            .muted{color:var(--muted)}.method{font-weight:bold;color:var(--link)}
            """;

    private final String id;
    private final String name;
    private final StackPane root = new StackPane();
    // Bound, which holds weakly: the theme outlives every page.
    private final BooleanProperty dark = new SimpleBooleanProperty();
    private @Nullable WebView view;
    private String body = "";

    /// @param name read aloud
    public WebPage(String id, String name) {
        this.id = id;
        this.name = name;
        root.getStyleClass().add("web-page");
        dark.bind(Theme.darkProperty());
        dark.subscribe(_ -> paint());
    }

    public Region node() {
        return root;
    }

    /// Shows it in the place of what was there.
    ///
    /// @param html made by [Markdown], or escaped by whoever made it
    public void show(String html) {
        if (!body.equals(html)) {
            body = html;
            paint();
        }
    }

    private void paint() {
        if (body.isEmpty()) {
            return;
        }
        WebView page = view == null ? create() : view;
        page.getEngine().loadContent(document(body, dark.get()));
    }

    static String document(String body, boolean dark) {
        return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\""
                + POLICY + "\"><style>:root{" + (dark ? DARK : LIGHT) + "}" + STYLE + "</style></head><body>" + body
                + "</body></html>";
    }

    private WebView create() {
        WebView made = new WebView();
        view = made;
        made.setId(id);
        made.setAccessibleText(name);
        made.setContextMenuEnabled(false);
        WebEngine engine = made.getEngine();
        engine.setJavaScriptEnabled(false);
        engine.setCreatePopupHandler(_ -> null);
        root.getChildren().setAll(made);
        return made;
    }
}
