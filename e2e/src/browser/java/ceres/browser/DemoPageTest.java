package ceres.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.journey.Launcher;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// `./ceres demo` from its start to the entry page and the report in a real browser: model and map must be seen, not only announced.
class DemoPageTest {
    private static final List<String> FLAGS = List.of("--headless", "--no-sandbox", "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader", "--disable-background-networking", "--no-first-run");
    private static final double SEEN = 0.01;

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;
    static Process demo;
    static JsonNode answer;
    static Playwright playwright;
    static Browser browser;

    @BeforeAll
    static void startDemo() throws IOException {
        demo = new ProcessBuilder(Launcher.script().toString(), "demo", "--json", "--port", "0", "--data", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answer = new ObjectMapper().readTree(document(demo.inputReader(StandardCharsets.UTF_8)));
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium()).setArgs(FLAGS));
    }

    /// The one JSON document that the demo prints once it serves.
    private static String document(BufferedReader out) throws IOException {
        var text = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            text.append(line).append('\n');
            if (line.equals("}")) return text.toString();
        }
        throw new IOException("the demo ended before it served; it said: " + text);
    }

    private static Path chromium() {
        return Stream.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"), "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome").map(Path::of).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium: install it, or name it with CHROMIUM"));
    }

    @AfterAll
    static void stopDemo() throws InterruptedException {
        if (playwright != null) playwright.close();
        if (demo == null) return;
        demo.destroy();
        if (!demo.waitFor(20, TimeUnit.SECONDS)) demo.destroyForcibly();
    }

    @Test
    void theResultIsNearerToTheTruthThanTheStart() {
        var start = answer.get("start");
        var result = answer.get("result");
        assertThat(result.get("rmsd").asDouble()).isLessThan(start.get("rmsd").asDouble());
        assertThat(result.get("wrongRotamers").asInt()).isLessThan(start.get("wrongRotamers").asInt());
        assertThat(result.get("flippedPeptides").asInt()).isLessThanOrEqualTo(start.get("flippedPeptides").asInt());
    }

    @Test
    void theEntryPageShowsModelAndMap() {
        seesModelAndMap(answer.get("address").asString() + "entry/demo");
    }

    @Test
    void theReportShowsModelAndMapFromDisk() {
        seesModelAndMap(Path.of(answer.get("report").asString()).toUri().toString());
    }

    private static void seesModelAndMap(String address) {
        try (Page page = browser.newPage()) {
            var errors = new ArrayList<String>();
            page.onPageError(errors::add);
            page.setViewportSize(1280, 1000);
            page.navigate(address);
            openViewer(page);
            page.waitForSelector("[data-state=ready]", new Page.WaitForSelectorOptions().setTimeout(120_000));
            var both = Picture.of(page);
            page.selectOption("select:near(label:text-is(\"Map\"))", "off");
            var modelAlone = Picture.of(page);
            assertThat(modelAlone.drawn()).as("share of the canvas that the model covers").isGreaterThan(SEEN);
            assertThat(both.changed(modelAlone)).as("share of the canvas that the map covers").isGreaterThan(SEEN);
            assertThat(page.content()).contains("Clashscore").contains("CC (mask)");
            assertThat(errors).isEmpty();
        }
    }

    /// The viewer may wait behind a tab.
    private static void openViewer(Page page) {
        var tab = page.locator("a:text-is(\"Viewer\"), button:text-is(\"Viewer\"), [role=tab]:has-text(\"3D\")").first();
        if (page.locator("canvas").count() == 0 && tab.count() > 0 && tab.isVisible()) tab.click();
    }
}
