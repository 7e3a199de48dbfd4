#!/usr/bin/env python3
"""Makes the shapes that the demo builds its molecules from: one internal coordinate line an atom.

    python3 tools/demo/make_shapes.py COMPONENTS RNA pipeline/src/main/resources/ceres/pipeline/demo/shapes.txt

COMPONENTS is the wwPDB chemical component dictionary as tab-separated text (records C, A, B; xz), RNA the mmCIF file of PDB entry 1RNA, whose
A-form sugars and phosphates are averaged. Both are CC0. The shapes are only the start of the demo's molecules, which are regularised
afterwards.
"""
import lzma
import math
import sys

import numpy as np

AMINO = "ALA ARG ASN ASP CYS GLN GLU HIS ILE LEU LYS MET PHE PRO SER THR TRP TYR VAL".split()
CHI = {"ARG": "CB CG CD NE CZ", "ASN": "CB CG OD1", "ASP": "CB CG OD1", "CYS": "CB SG", "GLN": "CB CG CD OE1", "GLU": "CB CG CD OE1",
       "HIS": "CB CG ND1", "ILE": "CB CG1 CD1", "LEU": "CB CG CD1", "LYS": "CB CG CD CE NZ", "MET": "CB CG SD CE", "PHE": "CB CG CD1",
       "PRO": "CB CG CD", "SER": "CB OG", "THR": "CB OG1", "TRP": "CB CG CD1", "TYR": "CB CG CD1", "VAL": "CB CG1"}
LIGAND = "BTN"


def dihedral(a, b, c, d):
    u, v, w = b - a, c - b, d - c
    return math.degrees(math.atan2(np.linalg.norm(v) * np.dot(u, np.cross(v, w)), np.dot(np.cross(u, v), np.cross(v, w))))


def angle(a, b, c):
    u, v = a - b, c - b
    return math.degrees(math.acos(np.dot(u, v) / np.linalg.norm(u) / np.linalg.norm(v)))


def turn(x):
    return (x + 180) % 360 - 180


def read_components(path, wanted):
    found, now = {}, None
    with lzma.open(path, "rt") as f:
        for line in f:
            w = line.rstrip("\n").split("\t")
            if w[0] == "C":
                now = found.setdefault(w[1], ({}, [])) if w[1] in wanted else None
            elif now and w[0] == "A" and w[2] != "H":
                now[0][w[1]] = (w[2], np.array([float(v) for v in w[7:10]]))
            elif now and w[0] == "B":
                now[1].append((w[1], w[2]))
    return found


def grow(atoms, bonds, start, refs):
    """atoms reached from `start` in breadth-first order with (parent, grandparent, great-grandparent)"""
    up = {a: p for a, p in refs}
    order, queue = [], list(start)
    while queue:
        a = queue.pop(0)
        order.append(a)
        for b in [y if x == a else x for x, y in bonds if a in (x, y)]:
            if b in atoms and b not in up:
                up[b] = a
                queue.append(b)
    return [(a, up[a], up[up[a]], up[up[up[a]]]) for a in order]


def place(out, atoms, a, p, g, q, tie=""):
    x = {k: v[1] for k, v in atoms.items()}
    out.append("place %s %s %s %s %s %.3f %.2f %.1f%s" % (a, atoms[a][0], p, g, q, np.linalg.norm(x[a] - x[p]), angle(x[a], x[p], x[g]),
                                                       dihedral(x[q], x[g], x[p], x[a]), tie))


def amino(out, name, atoms, bonds):
    out.append("component " + name)
    chain = ["N", "CA"] + CHI.get(name, "CB").split()
    x = {k: v[1] for k, v in atoms.items()}
    refs = [("N", "?"), ("CA", "N"), ("C", "CA"), ("O", "C"), ("OXT", "C"), ("CB", "CA")]
    rows = grow(atoms, bonds, ["CB"], refs)
    for a, p, g, q in rows[1:]:
        tie = ""
        for k in range(len(chain) - 3):
            if (chain[k + 1], chain[k + 2]) == (g, p) and name != "PRO":
                offset = turn(dihedral(x[q], x[g], x[p], x[a]) - dihedral(x[chain[k]], x[g], x[p], x[chain[k + 3]]))
                tie = " chi%d %.1f" % (k + 1, offset)
        place(out, atoms, a, p, g, q, tie)


def read_rna(path):
    """residues of entry 1RNA as {atom: xyz}"""
    residues, header = {}, []
    for line in open(path):
        if line.startswith("_atom_site."):
            header.append(line.split(".")[1].strip())
        if line.startswith(("ATOM", "HETATM")):
            w = dict(zip(header, line.split()))
            key = (w["auth_asym_id"], int(w["auth_seq_id"]))
            residues.setdefault(key, {})[w["label_atom_id"].strip('"')] = np.array([float(w["Cartn_" + c]) for c in "xyz"])
    return residues


def circular(values):
    s = sum(complex(math.cos(math.radians(v)), math.sin(math.radians(v))) for v in values)
    return math.degrees(math.atan2(s.imag, s.real))


def sugar(out, residues):
    """A-form sugar and phosphate, the mean over the inner residues; the names of the residue before carry a minus"""
    keys = [k for k in residues if (k[0], k[1] - 1) in residues and "P" in residues[k] and (k[0], k[1] + 1) in residues]
    sets = []
    for k in keys[2:-2]:
        here = dict(residues[k])
        here.update({"-" + a: v for a, v in residues[(k[0], k[1] - 1)].items()})
        here["N"] = here["N9"] if "N9" in here else here["N1"]
        sets.append(here)
    rows = [("P", "-O3'", "-C3'", "-C4'", "epsilon"), ("O5'", "P", "-O3'", "-C3'", "zeta"), ("OP1", "P", "-O3'", "-C3'", "zeta"),
            ("OP2", "P", "-O3'", "-C3'", "zeta"), ("C5'", "O5'", "P", "-O3'", "alpha"), ("C4'", "C5'", "O5'", "P", "beta"),
            ("C3'", "C4'", "C5'", "O5'", "gamma"), ("O4'", "C4'", "C5'", "O5'", "gamma"), ("O3'", "C3'", "C4'", "C5'", "delta"),
            ("C2'", "C3'", "C4'", "C5'", "delta"), ("O2'", "C2'", "C3'", "C4'", ""), ("C1'", "C2'", "C3'", "C4'", ""),
            ("N", "C1'", "C2'", "C3'", "")]
    first = {"epsilon": "P", "zeta": "O5'", "alpha": "C5'", "beta": "C4'", "gamma": "C3'", "delta": "O3'"}
    out.append("component sugar")
    for a, p, g, q, t in rows:
        length = np.mean([np.linalg.norm(s[a] - s[p]) for s in sets])
        bend = np.mean([angle(s[a], s[p], s[g]) for s in sets])
        torsion = circular([dihedral(s[q], s[g], s[p], s[a]) for s in sets])
        tie = ""
        if t:
            tie = " %s %.1f" % (t, circular([dihedral(s[q], s[g], s[p], s[a]) - dihedral(s[q], s[g], s[p], s[first[t]]) for s in sets]))
        element = a.strip("0123456789'")[0]
        out.append("place %s %s %s %s %s %.3f %.2f %.1f%s" % (a, element, p, g, q, length, bend, torsion, tie))
    return circular([dihedral(s["C2'"], s["C1'"], s["N"], s["C4" if "N9" in s else "C2"]) -
                     dihedral(s["O4'"], s["C1'"], s["N"], s["C4" if "N9" in s else "C2"]) for s in sets])


def base(out, name, atoms, bonds, offset):
    out.append("component " + name)
    root = "N9" if name in "AG" else "N1"
    first = "C4" if name in "AG" else "C2"
    x = {k: v[1] for k, v in atoms.items()}
    refs = [("C3'", "?"), ("C2'", "C3'"), ("C1'", "C2'"), (root, "C1'")]
    chi = dihedral(x["C2'"], x["C1'"], x[root], x[first])
    rows = [r for r in grow({a: v for a, v in atoms.items() if not a.endswith("'") and a not in ("P", "OP1", "OP2", "OP3")} | {
        "C1'": atoms["C1'"]}, bonds, [root], refs)]
    for a, p, g, q in rows[1:]:
        tie = ""
        if p == root:
            tie = " chi %.1f" % turn(dihedral(x[q], x[g], x[p], x[a]) - chi + offset)
        place(out, atoms, a, p, g, q, tie)


def main():
    components = read_components(sys.argv[1], set(AMINO) | set("ACGU") | {LIGAND})
    out = ["# Shapes of residues and of a ligand for the demo. Made by tools/demo/make_shapes.py; do not edit.",
           "# Sources: wwPDB chemical component dictionary (ideal coordinates), CC0; PDB entry 1RNA (sugar and phosphate), CC0.",
           "# place ATOM ELEMENT PARENT GRAND GREAT length(A) angle(degrees) torsion(degrees) [TIED offset]; xyz ATOM ELEMENT x y z (A)"]
    for name in AMINO:
        amino(out, name, *components[name])
    offset = sugar(out, read_rna(sys.argv[2]))
    for name in "ACGU":
        base(out, name, *components[name], offset)
    out.append("component " + LIGAND)
    for atom, (element, xyz) in components[LIGAND][0].items():
        out.append("xyz %s %s %.2f %.2f %.2f" % (atom, element, *xyz))
    with open(sys.argv[3], "w") as f:
        f.write("\n".join(out) + "\n")


main()
