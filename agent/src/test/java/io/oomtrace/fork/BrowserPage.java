package io.oomtrace.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A page in a {@link Browser}. */
public final class BrowserPage {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    /** The bit of that key in a set of them. */
    private static final int CONTROL = 2;

    private final Browser browser;
    private final String session;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = "";

    BrowserPage(Browser browser, String session) {
        this.browser = browser;
        this.session = session;
    }

    void load(URI url) {
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", Map.of());
        }
        call("Page.navigate", Map.of("url", url.toString()));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** On the thread of the browser's messages: it may send, but not wait. */
    void hear(String event, JsonNode parameters) {
        switch (event) {
            case "Page.javascriptDialogOpening" ->
                browser.send(session, "Page.handleJavaScriptDialog", Map.of("accept", true, "promptText", answer));
            case "Network.requestWillBeSent" ->
                requests.add(parameters.at("/request/url").asString());
            case "Runtime.exceptionThrown" ->
                complaints.add(parameters.at("/exceptionDetails").toString());
            case "Log.entryAdded" -> {
                // Browsers ask for the icon by themselves, and pprof sends them to its first page for it.
                if (parameters.at("/entry/level").asString().equals("error")
                        && !parameters.at("/entry/url").asString("").matches(".*/(favicon.ico|ui/)")) {
                    complaints.add(parameters.at("/entry").toString());
                }
            }
            default -> {}
        }
    }

    /** Errors of scripts, and what the browser logged as one. */
    public List<String> complaints() {
        return complaints;
    }

    /** All that was asked for, the page itself among it. */
    public List<String> requests() {
        return requests;
    }

    /** The value of an expression of JavaScript, awaited if it is a promise. */
    public JsonNode value(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.at("/exceptionDetails"));
        }
        return result.at("/result/value");
    }

    public String text(String expression) {
        return value(expression).asString();
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        Awaitility.await(expression)
                .atMost(DEADLINE)
                .until(() -> value(expression).asBoolean(false));
    }

    /** What to type when the page asks for a text. */
    public void willAnswer(String text) {
        answer = text;
    }

    public void moveTo(double x, double y) {
        mouse("mouseMoved", x, y, 0, 0);
    }

    /** Moves there and clicks. */
    public void click(double x, double y) {
        click(x, y, 0);
    }

    /** As {@link #click(double, double)}, while the control key is held down. */
    public void controlClick(double x, double y) {
        click(x, y, CONTROL);
    }

    private void click(double x, double y, int modifiers) {
        moveTo(x, y);
        mouse("mousePressed", x, y, 1, modifiers);
        mouse("mouseReleased", x, y, 1, modifiers);
    }

    /** Clicks into the middle of an element. */
    public void click(String selector) {
        JsonNode box = value("(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('" + selector
                + "').getBoundingClientRect())");
        click(box.get(0).asDouble(), box.get(1).asDouble());
    }

    private void mouse(String type, double x, double y, int clicks, int modifiers) {
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        x,
                        "y",
                        y,
                        "button",
                        clicks > 0 ? "left" : "none",
                        "clickCount",
                        clicks,
                        "modifiers",
                        modifiers));
    }

    /** Presses and releases a key that has a character. */
    public void type(String key) {
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    /** What the page looks like, for people. */
    public void screenshot(Path png) {
        String data = call("Page.captureScreenshot", Map.of()).at("/data").asString();
        try {
            Files.createDirectories(png.getParent());
            Files.write(png, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }
}
