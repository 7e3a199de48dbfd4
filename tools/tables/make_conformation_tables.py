#!/usr/bin/env python3
"""Makes the conformation tables of ceres.chem from the published grids.

    python3 tools/tables/make_conformation_tables.py REFERENCE engine/src/main/resources/ceres/chem/tables

REFERENCE is a folder that holds 01_ramachandran, 02_rotamer, 03_cablam and 04_rama_z as described by the SOURCES.md beside them
(published at github.com/rlabduke/reference_data, CC-BY 4.0, Richardson laboratory, Duke University).

A table file is gzipped: lines of header (`#` comments, then `axis lower upper bins wraps` per dimension, `scale power levels`,
`bytes n`), a line `data`, and then for every cell in C order (last axis fastest) the level q as a difference to the level before it,
modulo 256^n; first the most significant bytes of all cells, then the next. The value is (q / levels)^power: fine steps where the
thresholds are. `levels` is as fine as the source deserves: 2^24 for the small published grids (steps below 1.2e-7), 2^20 for the published
three-dimensional ones, 2^14 for the rebuilt four-dimensional and 2^13 for the recomputed ones, whose own error is far larger. The program prints for every
table the largest error and how many of 200,000 random points change sides of a threshold.
"""
import gzip
import os
import sys

import numpy as np

CC = "CC-BY-4.0, Richardson laboratory, Duke University"
RAMA = {"general": "general-noGPIVpreP", "glycine": "gly-sym", "cis_proline": "cispro", "trans_proline": "transpro",
        "pre_proline": "prepro-noGP", "ile_val": "ileval-nopreP"}
RAMA_LIMIT = {"general": 0.0005, "cis_proline": 0.0020}
ROTA = "arg asn asp cys gln glu his ile leu lys met phetyr pro ser thr trp val".split()


def read_text(path):
    """axes [(lower, upper, bins, wraps)] and the dense grid of a published text table"""
    with gzip.open(path, "rt") as f:
        lines = f.read().split("\n")
    n = int(lines[1].split(":")[1])
    axes = []
    for line in lines[3:3 + n]:
        lo, hi, bins, wraps = line.split(":")[1].split()
        axes.append((float(lo), float(hi), int(bins), wraps.lower() == "true"))
    rows = np.array([l.split() for l in lines[4 + n:] if l and l[0] != "#"], dtype=float)
    grid = np.zeros([a[2] for a in axes])
    index = tuple(np.minimum(((rows[:, k] - axes[k][0]) // ((axes[k][1] - axes[k][0]) / axes[k][2])).astype(int), axes[k][2] - 1)
                  for k in range(n))
    grid[index] = rows[:, n]
    return axes, grid


def blend(axes, grid, points):
    """multilinear interpolation, as NdTable does it"""
    corners = []
    for k, (lo, hi, bins, wraps) in enumerate(axes):
        w = (hi - lo) / bins
        u = (points[:, k] - lo) / w - 0.5
        i = np.floor(u).astype(int)
        f = u - i
        a, b = (i % bins, (i + 1) % bins) if wraps else (np.clip(i, 0, bins - 1), np.clip(i + 1, 0, bins - 1))
        corners.append(((a, 1 - f), (b, f)))
    total = 0
    for mask in range(1 << len(axes)):
        index, weight = [], 1
        for k in range(len(axes)):
            i, f = corners[k][mask >> k & 1]
            index.append(i)
            weight = weight * f
        total = total + weight * grid[tuple(index)]
    return total


def write(out, name, axes, grid, power, bits, header, thresholds):
    levels = (1 << bits) - 1
    nbytes = (bits + 7) // 8
    q = np.rint(levels * np.clip(grid, 0, 1) ** (1 / power)).astype(np.int64).ravel()
    delta = np.diff(q, prepend=0) % (1 << 8 * nbytes)
    planes = b"".join(((delta >> 8 * k) & 255).astype(np.uint8).tobytes() for k in range(nbytes - 1, -1, -1))
    head = ["# " + h for h in header + ["made by tools/tables/make_conformation_tables.py"]]
    head += ["axis %g %g %d %s" % (lo, hi, bins, str(wraps).lower()) for lo, hi, bins, wraps in axes]
    head += ["scale %d %d" % (power, levels), "bytes %d" % nbytes, "data", ""]
    path = os.path.join(out, name + ".table.gz")
    with open(path, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=9, mtime=0) as f:
        f.write("\n".join(head).encode() + planes)
    back = ((q / levels) ** power).reshape(grid.shape)
    rng = np.random.default_rng(20260822)
    points = np.stack([rng.uniform(lo, hi, 200000) for lo, hi, _, _ in axes], axis=1)
    was, now = blend(axes, grid, points), blend(axes, back, points)
    changed = {t: int(((was >= t) != (now >= t)).sum()) for t in thresholds}
    print("%-22s %8d bytes  max error %.1e  changed calls %s" % (name, os.path.getsize(path), abs(back - grid).max(), changed))


def ramachandran(reference, out):
    for name, file in RAMA.items():
        axes, grid = read_text("%s/01_ramachandran/rama8000-%s.data.gz" % (reference, file))
        write(out, "rama_" + name, axes, grid, 2, 24, ["Top8000 Ramachandran, rama8000-%s.data (rotarama_data, 2023)" % file, CC],
              [0.02, RAMA_LIMIT.get(name, 0.001)])


def rotamers(reference, out):
    for name in ROTA:
        rebuilt = name in ("arg", "lys")
        path = "%s/02_rotamer/rota8000-%s%s.data.gz" % (reference, name, ".reconstructed" if rebuilt else "")
        axes, grid = read_text(path)
        origin = "Top8000 rotamers, rota8000-%s.data (rotarama_data, 2023)" % name
        if rebuilt:
            origin = "Top8000 rotamers of %s, rebuilt from the published residue list and clamped to the published classes" % name.upper()
        bits = 24 if len(axes) < 3 else 20 if len(axes) == 3 else 14
        write(out, "rota_" + name, axes, grid, 2 if bits > 14 else 4, bits, [origin, CC], [0.003, 0.02])


def cablam(reference, out):
    for kind in ("general", "gly", "transpro", "cispro"):
        for suffix, limits in (("", [0.01, 0.05]), ("_CA", [0.005])):
            axes, grid = read_text("%s/03_cablam/recomputed/cablam.8000.expected.%s%s.recomputed.stat.gz" % (reference, kind, suffix))
            write(out, "cablam_%s%s" % (kind, suffix.lower()), axes, grid, 4, 13,
                  ["CaBLAM expected.%s%s, recomputed from 4,575 chains of Top8000-SFbest_hom70 (5 degree grid)" % (kind, suffix), CC], limits)
    for motif, limit in (("loose_alpha", 0.001), ("loose_threeten", 0.001), ("regular_beta", 0.0001)):
        axes, grid = read_text("%s/03_cablam/published/cablam.8000.motif.%s.stat.gz" % (reference, motif))
        write(out, "cablam_motif_" + motif, axes, grid, 4, 24, ["CaBLAM motif.%s, as published" % motif, CC], [limit])


def rama_z(reference, out):
    """Integer counts, 66 tables: a line `SS class` and 90 x 90 counts, zeros run-length coded as `0*n`."""
    tables = {}
    with gzip.open(reference + "/04_rama_z/top8000_rama_z.csv.gz", "rt") as f:
        next(f)
        for line in f:
            ss, kind, phi, psi, count = line.strip().split(",")
            t = tables.setdefault((ss, kind), np.zeros((90, 90), int))
            t[(int(float(phi)) + 178) // 4, (int(float(psi)) + 178) // 4] = int(count)
    lines = ["# Rama-Z: counts of phi, psi in Top8000 by secondary structure and residue class; 90 x 90 bins of 4 degrees, first centre -178",
             "# source: reference_data/Top8000/rama_z; " + CC, "# made by tools/tables/make_conformation_tables.py"]
    for (ss, kind), t in sorted(tables.items()):
        words, zeros = [], 0
        for c in list(t.ravel()) + [None]:
            if c == 0:
                zeros += 1
                continue
            if zeros:
                words.append("0*%d" % zeros)
                zeros = 0
            if c is not None:
                words.append(str(c))
        lines += ["%s %s" % (ss, kind), " ".join(words)]
    path = out + "/rama_z.txt.gz"
    with open(path, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=9, mtime=0) as f:
        f.write(("\n".join(lines) + "\n").encode())
    print("rama_z %d tables, %d bytes" % (len(tables), os.path.getsize(path)))


if __name__ == "__main__":
    reference, out = sys.argv[1:3]
    os.makedirs(out, exist_ok=True)
    ramachandran(reference, out)
    rotamers(reference, out)
    cablam(reference, out)
    rama_z(reference, out)
