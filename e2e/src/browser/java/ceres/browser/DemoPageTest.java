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
    static final List<String> FLAGS = List.of("--headless", "--no-sandbox", "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader", "--disable-background-networking", "--no-first-run");

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
        System.out.println("demo, start:  " + start + "\ndemo, result: " + result);
        assertThat(result.get("rmsd").asDouble()).isLessThan(start.get("rmsd").asDouble());
        assertThat(result.get("wrong_rotamers").asInt()).isLessThan(start.get("wrong_rotamers").asInt());
        assertThat(result.get("flipped_peptides").asInt()).isLessThanOrEqualTo(start.get("flipped_peptides").asInt());
    }

    @Test
    void theEntryPageShowsModelAndMap() {
        ViewerPage.check(browser, answer.get("page").asString() + "?tab=3d");
    }

    @Test
    void theEntryPageShowsTable1() {
        try (Page page = browser.newPage()) {
            page.navigate(answer.get("page").asString());
            assertThat(page.content()).contains("Clashscore", "CC (mask)", "Ramachandran favored");
        }
    }

    @Test
    void theReportShowsModelAndMapFromDisk() {
        ViewerPage.check(browser, Path.of(answer.get("report").asString()).toUri().toString());
    }
}
