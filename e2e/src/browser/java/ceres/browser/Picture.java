package ceres.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// What a viewer's canvas shows, pixel by pixel.
final class Picture {
    private final BufferedImage image;

    private Picture(BufferedImage image) { this.image = image; }

    static Picture of(Page page) {
        Locator canvas = page.locator("#viewer canvas").first();
        canvas.scrollIntoViewIfNeeded();
        page.waitForTimeout(1500);
        try {
            return new Picture(ImageIO.read(new ByteArrayInputStream(canvas.screenshot())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Share of the pixels that are not the colour of the corner, 0 to 1.
    double drawn() {
        int background = image.getRGB(3, 3), n = 0;
        for (int y = 0; y < image.getHeight(); y++)
            for (int x = 0; x < image.getWidth(); x++) if (differ(image.getRGB(x, y), background)) n++;
        return (double) n / (image.getWidth() * image.getHeight());
    }

    /// Share of the pixels that another picture of the same size shows in another colour.
    double changed(Picture other) {
        int n = 0, width = Math.min(image.getWidth(), other.image.getWidth()), height = Math.min(image.getHeight(), other.image.getHeight());
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) if (differ(image.getRGB(x, y), other.image.getRGB(x, y))) n++;
        return (double) n / (width * height);
    }

    private static boolean differ(int a, int b) {
        int far = 0;
        for (int shift = 0; shift < 24; shift += 8) far += Math.abs((a >> shift & 255) - (b >> shift & 255));
        return far > 24;
    }
}
