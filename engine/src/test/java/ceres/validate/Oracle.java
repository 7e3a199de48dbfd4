package ceres.validate;

import ceres.chem.Dictionary;
import ceres.chem.ReferenceData;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Answers of cctbx 2022.9, Reduce 4.16 and Probe 2.25 per residue, and our own answers to the same files.
final class Oracle {
    static final List<String> MODELS = List.of("1A2P", "1EHZ", "1UBQ", "1VC7", "2ERL", "2V8O", "3jd6_noh", "4HUM", "4NPD", "4PRF",
            "4a7h_chainC",
            "big_cube_model", "pae", "pdb1zff");

    private Oracle() {}

    /// One line of an answer file: angles in degrees, `score` in percent.
    record Row(String metric, String chain, String seq, String altloc, String name, double[] values, double score, String call) {}

    static List<Row> rows(Path csv) {
        var rows = new ArrayList<Row>();
        try (BufferedReader in = Files.newBufferedReader(csv)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] w = line.split(",", -1);
                var values = new double[4];
                for (int k = 0; k < 4; k++) values[k] = w[5 + k].isBlank() ? Double.NaN : Double.parseDouble(w[5 + k]);
                rows.add(new Row(w[0], w[1].strip(), w[2].strip(), w[3].strip(), w[4].strip(), values,
                        w[9].isBlank() ? Double.NaN : Double.parseDouble(w[9]), w[10]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static Interpretation interpret(Path model) {
        ModelFile file = ModelReader.read(model);
        return Interpreter.interpret(file.structure(), file.header(), Dictionary.standard(),
                InterpretOptions.DEFAULT.withRightNames(false));
    }

    static ModelQuality measure(Path model, MeasureOptions options) {
        ModelFile file = ModelReader.read(model);
        try (var team = Parallel.single()) {
            return ModelQuality.measure(interpret(model), file.header(), ReferenceData.standard(), options, team, Progress.NONE);
        }
    }
}
