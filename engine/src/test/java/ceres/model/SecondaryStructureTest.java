package ceres.model;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.io.ModelReader;
import ceres.testing.SharedData;
import org.junit.jupiter.api.Test;

class SecondaryStructureTest {
    /// 8q6j: its depositors' program found 24 helices and 100 strands (file of 2024); strands that it cuts in two are one here.
    @Test
    void agreesWithTheAnnotationOfAnEntry() {
        var file = ModelReader.read(SharedData.require("models/cryoem_cif/8q6j.cif.gz"));
        var found = SecondaryStructure.of(file.structure());
        assertThat(found.helices().size()).isBetween(20, 28);
        assertThat(found.strands().size()).isBetween(90, 110);
        int agree = 0, stated = 0;
        for (var helix : file.header().helices())
            for (int r = 0; r < file.structure().residueCount(); r++) {
                var s = file.structure();
                boolean inside = s.authChain(s.chainOf(r)).equals(helix.chain()) && s.seq(r) > helix.firstSeq()
                        && s.seq(r) < helix.lastSeq();
                if (!inside || s.find(r, "CA") < 0) continue;
                stated++;
                if (found.isHelix(r) || found.code()[r] == 'T') agree++;
            }
        assertThat(agree).isGreaterThan((int) (0.85 * stated));
    }

    /// The trace alone gives most of what hydrogen bonds give.
    @Test
    void aTraceShowsHelicesAndStrands() {
        var s = ModelReader.read(SharedData.require("models/huge/1aon.pdb.gz")).structure();
        SecondaryStructure full = SecondaryStructure.of(s), trace = SecondaryStructure.ofTrace(s);
        int helix = 0, found = 0, wrong = 0;
        for (int r = 0; r < s.residueCount(); r++) {
            if (full.isHelix(r)) helix++;
            if (full.isHelix(r) && trace.isHelix(r)) found++;
            if (full.isHelix(r) && trace.isStrand(r) || full.isStrand(r) && trace.isHelix(r)) wrong++;
        }
        assertThat(found).isGreaterThan((int) (0.8 * helix));
        assertThat(wrong).isLessThan(s.residueCount() / 100);
        assertThat(trace.bonds()).isEmpty();
    }
}
