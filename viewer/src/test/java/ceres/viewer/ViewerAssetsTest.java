package ceres.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewerAssetsTest {
    @Test
    void theScriptDefinesTheViewerAndCanStandInsideAPage() {
        String script = ViewerAssets.script();
        assertThat(script.substring(0, 40)).contains("var CeresViewer=");
        assertThat(script.contains("</script")).as("would end the page's script element").isFalse();
    }

    @Test
    void theStyleSheetAndTheLicenceAreThere() {
        assertThat(ViewerAssets.style()).contains(".cv-stage");
        assertThat(ViewerAssets.licence()).contains("molstar ", "rxjs ", "MIT", "Apache License");
    }
}
