#!/usr/bin/env python3
"""Makes engine/src/main/resources/ceres/chem/components.txt.gz: restraints of the standard residues.

usage: make_components.py CCD_COMPACT.tsv[.xz]

Topology (atoms, elements, charges, bond orders) comes from the wwPDB chemical component dictionary (CC0); heavy-atom ideals from
ideals.txt beside this program, whose header names the papers; lengths and angles of hydrogens by the rules below (X-ray convention, the
electron cloud; Engh & Huber 1991 with the customary 3 degrees). A heavy-atom bond or angle of the topology without a value is an error.
"""
import gzip
import lzma
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "engine/src/main/resources/ceres/chem/components.txt.gz"
HEADER = """# Ceres components 1: restraints of standard residues. Made by tools/chem/make_components.py; do not edit.
# Topology: wwPDB chemical component dictionary, CC0. Ideals: Engh & Huber 1991 (proteins), Parkinson et al. 1996 (RNA),
# Gelbin et al. 1996 (DNA), Clowney et al. 1996 (bases); published values, see tools/chem/ideals.txt.
# C id|type|name   A name element charge flags(a aromatic, l leaving) stereo   B atom atom order ideal sigma   G atom vertex atom ideal sigma
# T name atoms ideal sigma period   V centre atoms sign   P sigma atoms
"""


def read_ccd(path, wanted):
    opener = lzma.open if str(path).endswith(".xz") else open
    found, current = {}, None
    for line in opener(path, "rt"):
        f = line.rstrip("\n").split("\t")
        if f[0] == "C":
            current = None
            if f[1] in wanted:
                current = found[f[1]] = {"type": f[2].upper(), "name": f[8], "atoms": [], "bonds": []}
        elif current is None:
            continue
        elif f[0] == "A":
            current["atoms"].append(dict(name=f[1], element=f[2], charge=int(f[3]), aromatic=f[4] == "Y", leaving=f[5] == "Y", stereo=f[6]))
        elif f[0] == "B":
            current["bonds"].append((f[1], f[2], "AROM" if f[4] == "Y" else f[3]))
    return found


def read_ideals():
    groups, members, group = {}, {}, None
    for line in open(HERE / "ideals.txt"):
        words = line.split("#")[0].split()
        while words:
            key = words.pop(0)
            if key == "group":
                group = groups[words.pop(0)] = []
            elif key == "is":
                members[words[0]] = words[1:]
                words = []
            elif key in "bat":
                n = {"b": 4, "a": 5, "t": 8}[key]
                group.append((key, words[:n]))
                words = words[n:]
            elif key == "c":
                group.append((key, words[:5]))
                words = words[5:]
            elif key == "p":
                n = next((i for i, w in enumerate(words) if w == "p"), len(words))
                group.append((key, words[:n]))
                words = words[n:]
            else:
                raise SystemExit("ideals.txt: what is " + key)
    return {r: [v for g in names for v in groups[g]] for r, names in members.items()}


def hydrogen_length(heavy, nbr, atoms):
    element, arom = atoms[heavy]["element"], atoms[heavy]["aromatic"]
    hydrogens = sum(atoms[x]["element"] == "H" for x in nbr[heavy])
    if element == "C":
        if len(nbr[heavy]) < 4:
            return 0.93
        return {1: 0.98, 2: 0.97, 3: 0.96}[hydrogens]
    if element == "N":
        return 0.89 if len(nbr[heavy]) == 4 and heavy != "N" else 0.86
    return {"O": 0.82, "S": 1.20, "SE": 1.40}[element.upper()]


def hydrogen_angle(a, v, b, nbr, atoms, ring_sum):
    if atoms[v]["element"] in ("O", "S"):
        return 109.0 if atoms[v]["element"] == "S" else 110.0
    if v == "N" and len(nbr[v]) > 3:
        return 114.0 if {a, b} == {"H", "CA"} else 109.5
    if len(nbr[v]) == 3:
        both = atoms[a]["element"] == "H" and atoms[b]["element"] == "H"
        return 120.0 if both or ring_sum is None else (360.0 - ring_sum) / 2
    if len(nbr[v]) == 2 and atoms[v]["element"] == "N":
        return 120.0
    both = atoms[a]["element"] == "H" and atoms[b]["element"] == "H"
    return 110.0 if both and atoms[v]["element"] == "C" else 109.0


def number(x):
    return ("%.4f" % x).rstrip("0").rstrip(".")


def write(out, cid, entry, values):
    atoms = {a["name"]: a for a in entry["atoms"]}
    nbr = {a: [] for a in atoms}
    for a, b, _ in entry["bonds"]:
        nbr[a].append(b)
        nbr[b].append(a)
    bond, angle = {}, {}
    for key, v in values:
        if key == "b":
            bond[frozenset(v[:2])] = (float(v[2]), float(v[3]))
        elif key == "a":
            angle[(v[1], frozenset((v[0], v[2])))] = (float(v[3]), float(v[4]))
    out.append("C %s|%s|%s" % (cid, entry["type"], entry["name"]))
    for a in entry["atoms"]:
        flags = ("a" if a["aromatic"] else "") + ("l" if a["leaving"] else "") or "-"
        out.append("A %s %s %d %s %s" % (a["name"], a["element"], a["charge"], flags, a["stereo"]))
    heavy = lambda x: atoms[x]["element"] not in ("H", "D")
    for a, b, order in entry["bonds"]:
        if heavy(a) and heavy(b):
            ideal, sigma = bond[frozenset((a, b))]
        else:
            ideal, sigma = hydrogen_length(a if heavy(a) else b, nbr, atoms), 0.02
        out.append("B %s %s %s %s %s" % (a, b, order, number(ideal), number(sigma)))
    for v in atoms:
        n = nbr[v]
        inner = [angle[(v, frozenset((n[i], n[j])))][0] for i in range(len(n)) for j in range(i + 1, len(n)) if heavy(n[i]) and heavy(n[j])]
        for i in range(len(n)):
            for j in range(i + 1, len(n)):
                if heavy(n[i]) and heavy(n[j]):
                    ideal, sigma = angle[(v, frozenset((n[i], n[j])))]
                else:
                    ideal, sigma = hydrogen_angle(n[i], v, n[j], nbr, atoms, inner[0] if len(inner) == 1 else None), 3.0
                out.append("G %s %s %s %s %s" % (n[i], v, n[j], number(ideal), number(sigma)))
    for key, v in values:
        if key == "t":
            out.append("T " + " ".join(v))
        elif key == "c":
            out.append("V " + " ".join(v))
        elif key == "p":
            out.append("P 0.02 " + " ".join(x for x in v[1:] if x in atoms))


def main():
    ideals = read_ideals()
    ccd = read_ccd(sys.argv[1], set(ideals))
    out = []
    for cid in ideals:
        entry = ccd[cid]
        if cid == "UNK":
            keep = {"N", "CA", "C", "O", "CB", "OXT", "H", "H2", "HA", "HXT", "HB1", "HB2", "HB3"}
            if not {a["name"] for a in entry["atoms"]} >= {"CB"}:
                raise SystemExit("UNK has no CB")
            extra = [a for a in entry["atoms"] if a["name"] not in keep]
            names = {a["name"] for a in extra}
            entry["atoms"] = [a for a in entry["atoms"] if a["name"] not in names]
            entry["bonds"] = [b for b in entry["bonds"] if b[0] not in names and b[1] not in names]
        if "PEPTIDE" in entry["type"] and "H2" in {a["name"] for a in entry["atoms"]} and cid != "PRO":
            at = next(i for i, a in enumerate(entry["atoms"]) if a["name"] == "H2") + 1
            entry["atoms"].insert(at, dict(name="H3", element="H", charge=0, aromatic=False, leaving=True, stereo="N"))
            entry["bonds"].append(("N", "H3", "SING"))
        write(out, cid, entry, ideals[cid])
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with open(OUT, "wb") as f, gzip.GzipFile(fileobj=f, mode="wb", mtime=0, filename="") as z:
        z.write((HEADER + "\n".join(out) + "\n").encode())
    print(OUT, OUT.stat().st_size)


if __name__ == "__main__":
    main()
