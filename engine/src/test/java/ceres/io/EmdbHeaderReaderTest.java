package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.testing.SharedData;
import org.junit.jupiter.api.Test;

/// Reference: the XML files, by eye.
class EmdbHeaderReaderTest {
    @Test
    void bothSchemasOfOneEntrySayTheSame() {
        var old = EmdbHeaderReader.read(SharedData.require("headers/emd-5778-v19.xml"));
        var now = EmdbHeaderReader.read(SharedData.require("headers/emd-5778-v30.xml"));
        for (var h : new EmdbHeader[]{old, now}) {
            assertThat(h.id()).isEqualTo("EMD-5778");
            assertThat(h.title().orElseThrow()).startsWith("Structure of the capsaicin receptor, TRPV1");
            assertThat(h.status()).contains("REL");
            assertThat(h.method()).contains("singleParticle");
            assertThat(h.resolutions()).extracting(EmdbHeader.StatedResolution::value).containsExactly(3.275);
            assertThat(h.mapFile()).contains("emd_5778.map.gz");
            assertThat(h.contour()).hasValue(7.0);
            assertThat(h.dimensions()).containsExactly(256, 256, 256);
            assertThat(h.pixelSpacing()).containsExactly(1.2156, 1.2156, 1.2156);
            assertThat(h.cell().orElseThrow().a()).isEqualTo(311.1936);
            assertThat(h.fittedPdbIds()).contains("3j5p");
        }
    }

    @Test
    void theSymmetryIsThatOfTheReconstruction() {
        assertThat(EmdbHeaderReader.read(SharedData.require("headers/emd-5778-v19.xml")).symmetry()).contains("C4");
        assertThat(EmdbHeaderReader.read(SharedData.require("headers/emd-5778-v30.xml")).symmetry()).isEmpty();
        assertThat(EmdbHeaderReader.read(SharedData.require("headers/emd-0001.xml")).symmetry()).contains("C1");
    }

    @Test
    void halfMapsAndLeadingZerosAreKept() {
        var h = EmdbHeaderReader.read(SharedData.require("headers/EMD-0000_v3out_b.xml"));
        assertThat(h.id()).isEqualTo("EMD-14544");
        assertThat(h.halfMaps()).containsExactly("emd_14544_half_map_1.map.gz", "emd_14544_half_map_2.map.gz");
        assertThat(h.contour()).hasValue(0.017);
        assertThat(h.resolutions()).containsExactly(new EmdbHeader.StatedResolution(3.4, "FSC 0.143 CUT-OFF"));
        assertThat(EmdbHeaderReader.read(SharedData.require("headers/emd-0001.xml")).id()).isEqualTo("EMD-0001");
        assertThat(EmdbHeaderReader.read(SharedData.require("headers/emd-0001.xml")).fittedPdbIds()).containsExactly("6gh5");
        assertThat(EmdbHeaderReader.read(SharedData.require("headers/emd-1001.xml")).method()).contains("tomography");
    }
}
