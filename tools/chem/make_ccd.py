#!/usr/bin/env python3
"""Makes engine/src/main/resources/ceres/chem/ccd.txt.gz: topology and ideal coordinates of the commonest components.

usage: make_ccd.py CCD_COMPACT.tsv[.xz]     (ids in common_components.txt beside this program)

Source: wwPDB chemical component dictionary, CC0. Coordinates are kept to 0.01 A. Restraints are made of them at run time.
"""
import gzip
import lzma
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "engine/src/main/resources/ceres/chem/ccd.txt.gz"
HEADER = """# Common components of the wwPDB chemical component dictionary (CC0), 2023-06-23. Made by tools/chem/make_ccd.py; do not edit.
# C id|type|name   A name element charge flags(a aromatic, l leaving) stereo x y z (0.01 A)   B atom atom order (1 2 3 a)
"""
wanted = set((HERE / "common_components.txt").read_text().split())
opener = lzma.open if sys.argv[1].endswith(".xz") else open
lines, keep, seen = [], False, set()
for line in opener(sys.argv[1], "rt"):
    f = line.rstrip("\n").split("\t")
    if f[0] == "C":
        keep = f[1] in wanted
        if keep:
            seen.add(f[1])
            lines.append("C %s|%s|%s" % (f[1], f[2].upper(), f[8]))
    elif keep and f[0] == "A":
        flags = ("a" if f[4] == "Y" else "") + ("l" if f[5] == "Y" else "") or "-"
        xyz = " ".join("?" if x in ("?", "") else "%d" % round(float(x) * 100) for x in f[7:10])
        lines.append("A %s %s %s %s %s %s" % (f[1].replace(" ", "_"), f[2], f[3] if f[3] not in ("?", "") else "0", flags, f[6], xyz))
    elif keep and f[0] == "B":
        order = "a" if f[4] == "Y" else {"SING": "1", "DOUB": "2", "TRIP": "3"}.get(f[3], "1")
        lines.append("B %s %s %s" % (f[1].replace(" ", "_"), f[2].replace(" ", "_"), order))
with open(OUT, "wb") as f, gzip.GzipFile(fileobj=f, mode="wb", mtime=0, filename="") as z:
    z.write((HEADER + "\n".join(lines) + "\n").encode())
print(OUT, OUT.stat().st_size, len(seen), "unknown:", " ".join(sorted(wanted - seen)))
