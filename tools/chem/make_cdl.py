#!/usr/bin/env python3
"""Makes engine/src/main/resources/ceres/restraint/cdl.txt.gz from the conformation-dependent library.

usage: make_cdl.py cdl_v1.2.csv

Source: CDL v1.2, Berkholz et al. 2009 (Structure 17, 1316), Tronrud & Karplus 2011 (Acta Cryst. D67, 699), as tabulated in cctbx (BSD licence).
Only bins with statistics of their own are kept, and one line of group defaults for all others.
"""
import csv
import gzip
import pathlib
import sys

OUT = pathlib.Path(__file__).parents[2] / "engine/src/main/resources/ceres/restraint/cdl.txt.gz"
COLUMNS = "CNA NAB NAC BAC ACO ACN OCN CN NA AB AC CO".split()
lines = ["# Conformation-dependent library v1.2 (Berkholz 2009, Tronrud & Karplus 2011; table of cctbx, BSD licence). Made by tools/chem/make_cdl.py.",
         "# G group; D default | phi psi; then mean sigma of " + " ".join(COLUMNS) + " (angles in 0.01 degrees, bonds in 0.0001 A; - where absent)"]
group, defaults = None, set()
for row in csv.DictReader(open(sys.argv[1])):
    if row["group"] != group:
        group = row["group"]
        lines.append("G " + group)
        defaults = set()
    values = []
    for i, c in enumerate(COLUMNS):
        scale = 100 if i < 7 else 10000
        mean, sigma = float(row["m" + c]), float(row["s" + c])
        values += ["-"] * 2 if mean < 0 else ["%d" % round(mean * scale), "%d" % round(sigma * scale)]
    text = " ".join(values)
    if row["stat_type"] == "I":
        if text in defaults:
            continue
        defaults.add(text)
        if len(defaults) > 1:
            raise SystemExit("two defaults in " + group)
        lines.append("D " + text)
    else:
        lines.append("%s %s %s" % (row["phi"], row["psi"], text))
OUT.parent.mkdir(parents=True, exist_ok=True)
with open(OUT, "wb") as f, gzip.GzipFile(fileobj=f, mode="wb", mtime=0, filename="") as z:
    z.write(("\n".join(lines) + "\n").encode())
print(OUT, OUT.stat().st_size, len(lines))
