package ceres.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.ArrayList;

/// A page with the 3D viewer: models and map must be on its canvas.
final class ViewerPage {
    private static final double SEEN = 0.01;
    private static final double TIMEOUT_MS = 120_000;

    private ViewerPage() {}

    /// Opens the page, waits for the viewer, and compares what it shows with and without the map.
    static void check(Browser browser, String address) {
        try (Page page = browser.newPage()) {
            var errors = new ArrayList<String>();
            page.onPageError(errors::add);
            page.setViewportSize(1280, 1000);
            page.navigate(address);
            page.locator("#viewer").scrollIntoViewIfNeeded();
            page.waitForSelector("#viewer[data-state=ready], #viewer[data-state=error]",
                    new Page.WaitForSelectorOptions().setTimeout(TIMEOUT_MS));
            assertThat(page.locator("#viewer").getAttribute("data-state")).as(errors.toString()).isEqualTo("ready");
            var both = Picture.of(page);
            page.getByLabel("Map", new Page.GetByLabelOptions().setExact(true)).selectOption("off");
            var modelAlone = Picture.of(page);
            assertThat(modelAlone.drawn()).as("share of the canvas that the model covers").isGreaterThan(SEEN);
            assertThat(both.changed(modelAlone)).as("share of the canvas that the map covers").isGreaterThan(SEEN);
            assertThat(errors).isEmpty();
        }
    }
}
