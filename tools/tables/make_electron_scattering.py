#!/usr/bin/env python3
"""Makes engine/src/main/resources/ceres/chem/electron_scattering.txt.

usage: make_electron_scattering.py electron_itc_vol_c_4.3.2.2.csv

Source: International Tables for Crystallography, volume C, table 4.3.2.2 (neutral atoms, 0 to 2 1/A), columns element,Z,a1-a5,b1-b5.
"""
import csv
import pathlib
import sys

OUT = pathlib.Path(__file__).parents[2] / "engine/src/main/resources/ceres/chem/electron_scattering.txt"
lines = ["# Electron scattering factors of neutral atoms, f(s) = sum a exp(-b s^2/4), s = 1/d; a in A, b in A^2.",
         "# International Tables for Crystallography C, table 4.3.2.2. Made by tools/tables/make_electron_scattering.py.",
         "# Z a1 a2 a3 a4 a5 b1 b2 b3 b4 b5"]
for expected, row in enumerate(csv.reader(list(open(sys.argv[1]))[1:]), 1):
    if int(row[1]) != expected:
        raise SystemExit("element %d is missing" % expected)
    lines.append(" ".join([row[1]] + row[2:]))
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text("\n".join(lines) + "\n")
print("%d elements" % (len(lines) - 3))
