package ceres.pipeline.table;

import ceres.pipeline.bundle.Table1;

/// Table 1 for a paper: a LaTeX `tabular` with booktabs.
public final class LatexTable {
    private LatexTable() {}

    public static String of(Table1 t) {
        var layout = Layout.of(t);
        var out = new StringBuilder("% " + t.software().name() + " " + t.software().version() + ", " + t.pair().name() + "\n")
                .append("\\begin{tabular}{l").append(layout.refined() ? "rr" : "r").append("}\n\\toprule\n")
                .append(layout.refined() ? " & Initial & Refined \\\\\n" : " & \\\\\n");
        for (var section : layout.sections()) {
            out.append("\\midrule\n\\textbf{").append(escape(section.title())).append("} ")
                    .append(layout.refined() ? "& & \\\\\n" : "& \\\\\n");
            for (var line : section.lines()) {
                out.append(escape(line.label())).append(" & ").append(cell(line.initial()));
                if (layout.refined()) out.append(" & ").append(cell(line.refined()));
                out.append(" \\\\\n");
            }
        }
        return out.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static String cell(Layout.Cell cell) { return cell.absent() ? "---" : escape(cell.text()); }

    static String escape(String s) {
        var out = new StringBuilder();
        for (char c : s.replace("A^2", "\u0001").replace("(A)", "(\u0002)").replace("(A, ", "(\u0002, ").toCharArray())
            out.append(switch (c) {
                case '\\' -> "\\textbackslash{}";
                case '%', '&', '#', '_', '{', '}', '$' -> "\\" + c;
                case '^' -> "\\textasciicircum{}";
                case '~' -> "\\textasciitilde{}";
                case '×' -> "$\\times$";
                case '−' -> "$-$";
                case '—' -> "---";
                case '<' -> "$<$";
                case '>' -> "$>$";
                case '\u0001' -> "\\AA$^2$";
                case '\u0002' -> "\\AA";
                default -> String.valueOf(c);
            });
        return out.toString().replaceAll("(^|[ /(])-(?=[0-9])", "$1\\$-\\$");
    }
}
