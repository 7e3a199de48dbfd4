package ceres.pipeline.table;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Table1;
import java.util.Locale;
import java.util.Optional;

/// Table 1 as an mmCIF data block: what the dictionary has an item for in its own categories, every metric in `_ceres_metric`.
public final class CifTable {
    private CifTable() {}

    public static String of(Table1 t) {
        var latest = t.refinedMeasurements().or(t::initialMeasurements);
        var out = new StringBuilder("data_").append(t.pair().name().replaceAll("[^A-Za-z0-9_.-]", "_")).append("_table1\n#\n");
        item(out, "_entry.id", t.pair().name());
        item(out, "_software.name", t.software().name());
        item(out, "_software.version", t.software().version());
        item(out, "_software.classification", "refinement");
        item(out, "_software.pdbx_ordinal", "1");
        if (t.resolution() != null)
            item(out, "_em_3d_reconstruction.resolution", String.format(Locale.ROOT, "%.2f", t.resolution()));
        out.append("#\nloop_\n_refine_ls_restr.pdbx_refine_id\n_refine_ls_restr.type\n_refine_ls_restr.dev_ideal\n");
        restraint(out, "f_bond_d", latest, Metric.RMS_BONDS);
        restraint(out, "f_angle_d", latest, Metric.RMS_ANGLES);
        out.append(
                "#\nloop_\n_ceres_metric.id\n_ceres_metric.unit\n_ceres_metric.initial\n_ceres_metric.refined\n_ceres_metric.absent\n_ceres_metric.details\n");
        for (var m : Metric.values()) {
            var absent = latest.isPresent() && latest.get().get(m) instanceof Measurement.Absent a ? a : null;
            out.append(m.id()).append(' ').append(quote(m.unit())).append(' ').append(number(m, t.initialMeasurements()))
                    .append(' ')
                    .append(number(m, t.refinedMeasurements())).append(' ').append(absent == null ? "." : absent.why().name())
                    .append(' ')
                    .append(absent == null ? "." : quote(absent.detail())).append('\n');
        }
        return out.append("#\n").toString();
    }

    private static void restraint(StringBuilder out, String type, Optional<Measurements> of, Metric metric) {
        out.append("'ELECTRON MICROSCOPY' ").append(type).append(' ').append(number(metric, of)).append('\n');
    }

    private static void item(StringBuilder out, String name, String value) {
        out.append(name).append(" ".repeat(Math.max(1, 36 - name.length()))).append(quote(value)).append('\n');
    }

    private static String number(Metric m, Optional<Measurements> of) {
        if (of.isEmpty()) return ".";
        var v = of.get().value(m);
        return v.isPresent() ? String.format(Locale.ROOT, "%.6g", v.getAsDouble()) : "?";
    }

    /// A value as CIF 1.1 writes it on one line.
    static String quote(String s) {
        String line = s.replaceAll("[\\r\\n]+", " ");
        if (line.isEmpty()) return ".";
        if (line.matches("[A-Za-z0-9+(][^\\s'\"#]*") && !line.toLowerCase(Locale.ROOT).matches("(data|loop|save|stop|global)_.*"))
            return line;
        if (!line.contains("'")) return "'" + line + "'";
        if (!line.contains("\"")) return "\"" + line + "\"";
        return "'" + line.replace("' ", "’ ") + "'";
    }
}
