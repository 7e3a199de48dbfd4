#!/usr/bin/env python3
"""Makes rotamers.txt, hydrogens.txt, contacts.txt and nucleic.txt of ceres.chem from the published lists.

    python3 tools/tables/make_side_chain_and_hydrogen_tables.py REFERENCE engine/src/main/resources/ceres/chem/tables

REFERENCE holds 02_rotamer, 07_reduce_probe and 09_nucleic_acid. Rotamer data: CC-BY 4.0, Richardson laboratory, Duke University. Hydrogen plans and contact
radii: facts of J. M. Word's Reduce and Probe (Richardson laboratory).
"""
import csv
import re
import sys

STANDARD = ("ALA ARG ASN ASP CYS GLN GLU GLY HIS ILE LEU LYS MET PHE PRO SER THR TRP TYR VAL MSE A C G U DA DC DG DT ACE NME NH2 PCA").split()


def rotamers(reference, out):
    boxes, props = {}, {}
    for line in open(reference + "/02_rotamer/rotamer_names.props"):
        m = re.match(r'(\w+) ([^=]+?)\s*=\s*"(.*)"', line)
        if m:
            boxes.setdefault(m[1].upper(), []).append((m[2], [float(x) for x in m[3].split(",")]))
    for line in open(reference + "/02_rotamer/sidechain_angles.props"):
        if "=" in line:
            key, value = line.split("=", 1)
            props[key.strip()] = value.strip().strip('"')
    lines = ["# Side-chain dihedrals, rotamer names as boxes of chi (degrees, 0 to 360) and rotamer centres with spread and frequency",
             "# source: rotamer_names.props, sidechain_angles.props, Top8000 central values; CC-BY-4.0, Richardson laboratory, Duke University",
             "# made by tools/tables/make_side_chain_and_hydrogen_tables.py",
             "# residue NAME; chi atom atom atom atom; box name low high ...; rotamer name frequency(%) mean sd ... (degrees, -180 to 180)"]
    for residue in STANDARD[:20]:
        low = residue.lower()
        n = int(props.get(low + ".chis", "0"))
        if not n:
            continue
        lines.append("residue " + residue)
        for k in range(1, n + 1):
            atoms = [a.split(";")[0].strip() for a in props["%s.chi%d" % (low, k)].split(",")]
            lines.append("chi " + " ".join(atoms))
        for name, values in boxes.get(residue, []):
            lines.append("box %s %s" % (name, " ".join("%g" % v for v in values)))
        for row in csv.DictReader(open("%s/02_rotamer/central_values/%s.csv" % (reference, residue))):
            values = " ".join("%s %s" % (row["chi%d_mean" % k], row["chi%d_esd" % k]) for k in range(1, n + 1) if row.get("chi%d_mean" % k))
            lines.append("rotamer %s %s %s" % (row["rotamer"], row["frequency%"], values))
    open(out + "/rotamers.txt", "w").write("\n".join(lines) + "\n")


def hydrogens(reference, out):
    lines = ["# Where hydrogens stand, per component: name kind centre neighbours(,) electron-cloud and nuclear length (A) angle dihedral class flags",
             "# kinds: 1 methine, 2 methylene, 3 turned (angle neighbour-centre-H, dihedral about it), 4 planar, 5 amide, 6 linear; degrees",
             "# a neighbour that begins with - belongs to the residue before; facts of Reduce (J. M. Word, Richardson laboratory)",
             "# made by tools/tables/make_side_chain_and_hydrogen_tables.py"]
    groups = ["amide", "break-amide", "nt-amide", "nt-pro", "alpha", "ribose phosphate backbone"]
    seen = {}
    for row in csv.DictReader(open(reference + "/07_reduce_probe/reduce_std_hydrogen_plans.csv")):
        residue, flags = row["residue"].strip(), row["flags"].split("|")
        if residue not in groups and residue not in STANDARD:
            continue
        if "USEOLDNAMES" in flags or "XPLORNAME" in flags or "BACKBONEMODEL" in flags or row["type"] == "7" or "*" in row["c1"]:
            continue
        name, atoms = row["hname"].strip(), [row[c].replace(" ", "") for c in ("c1", "c2", "c3", "c4") if row[c].strip()]
        if residue == "MSE":
            atoms = [a.replace("SED", "SE") for a in atoms]
            flags = [f.replace("ROTATEONDEMAND", "ROTATEFLAG") for f in flags]
        key = residue, name, atoms[0], "NOO2PRIMEFLAG" in flags  # H2' stands elsewhere where there is no O2'
        if "*" in name or name[0].isdigit() or key in seen:
            continue
        seen[key] = True
        angle, dihedral = float(row["ang1"]), float(row["ang2"])
        if row["type"] == "3" and angle < 0:
            angle, dihedral = -angle, (dihedral + 180) % 360
        keep = [f for f in flags if f in ("ROTATEFLAG", "ROTATEONDEMAND", "NH3FLAG", "UNSUREDROPFLAG", "IFNOPO4", "O2PRIMEFLAG", "NOO2PRIMEFLAG",
                                         "XTRAFLAG", "BONDBUMPFLAG")]
        lines.append("%s %s %s %s %s %s %s %g %g %s %s" % (residue.replace(" ", "-"), name, row["type"], atoms[0], ",".join(atoms[1:]),
                     row["dist_xray"], row["dist_nuclear"], angle, dihedral, row["elem"], "|".join(keep) or "-"))
    open(out + "/hydrogens.txt", "w").write("\n".join(lines) + "\n")
    print("hydrogens: %d plans for %d keys" % (len(lines) - 4, len({k[0] for k in seen})))


def contacts(reference, out):
    lines = ["# Radii and roles in contacts: element Z electron-cloud nuclear covalent metal; type (special atom kinds); aromatic, charge: residues atoms",
             "# facts of Probe (J. M. Word, Richardson laboratory)", "# made by tools/tables/make_side_chain_and_hydrogen_tables.py"]
    special = {"atomHarom": "aromatic-hydrogen", "atomHpolar": "polar-hydrogen", "atomCarom": "aromatic-carbon"}
    for row in csv.DictReader(open(reference + "/07_reduce_probe/probe_atom_types.csv")):
        numbers = "%s %s %s" % (row["vdw_explicit_H_ecloud"], row["vdw_explicit_H_nuclear"], row["covalent_radius"])
        if row["type"] in special:
            lines.append("type %s %s" % (special[row["type"]], numbers))
        elif row["type"] not in ("noAtom", "ignoreAtom", "atomHOd") and int(row["Z"]) > 0:
            lines.append("element %s %s %d" % (row["Z"], numbers, "METALIC" in row["flags"]))
    lines.append("type carbonyl-carbon 1.65 1.65 0.77")
    aromatic = {"PHE": "CG CD1 CD2 CE1 CE2 CZ", "TYR": "CG CD1 CD2 CE1 CE2 CZ", "TRP": "CG CD1 NE1 CD2 CE2 CE3 CZ2 CZ3 CH2", "HIS": "CG CD2 CE1 ND1 NE2"}
    for residue, atoms in aromatic.items():
        lines.append("ring %s : %s" % (residue, atoms))
    for row in csv.DictReader(open(reference + "/07_reduce_probe/probe_residue_atom_properties.csv")):
        names = [r.strip() for r in row["residues(colon separated)"].split(":") if r.strip()]
        atoms = [a.replace(" ", "") for a in row["atoms(colon separated)"].split(":") if a.strip()]
        if row["table"] == "AromaticAtomsTbl":
            lines.append("face %s : %s" % (" ".join(names), " ".join(atoms)))
        elif row["table"] == "ChargedAAAtomsTbl":
            sign = "-" if row["properties"].startswith("NEG") else "+"
            lines.append("charge %s %s : %s" % (sign, " ".join(names), " ".join(a for a in atoms if not a[0].isdigit() and a[0] != "D")))
    open(out + "/contacts.txt", "w").write("\n".join(lines) + "\n")


def nucleic(reference, out):
    clusters = csv.DictReader(open(reference + "/09_nucleic_acid/suitename_clusters.csv"))
    satellites = csv.DictReader(open(reference + "/09_nucleic_acid/suitename_satellites.csv"))
    lines = ["# RNA backbone suites: cluster bin name status dominance, delta(i-1) epsilon zeta alpha beta gamma delta (degrees);",
             "# satellite name, widths towards the satellite and towards its dominant cluster for epsilon zeta alpha beta (0: the usual one)",
             "# source: Richardson 2008, suitename (Richardson laboratory); pair: hydrogen bonds of base pairs, Saenger's classes",
             "# made by tools/tables/make_side_chain_and_hydrogen_tables.py"]
    angles = ["delta_1", "epsilon", "zeta", "alpha", "beta", "gamma", "delta"]
    for row in clusters:
        if row["status"] in ("certain", "wannabe"):
            lines.append("cluster %s %s %s %s %s" % (row["delta_gamma_delta"].replace(" ", ""), row["name"], row["status"], row["dominance"],
                                                     " ".join(row[a] for a in angles)))
    for row in satellites:
        widths = [row["sat_" + k] for k in "ezab"] + [row["dom_" + k] for k in "ezab"]
        lines.append("satellite %s %s" % (row["name"], " ".join(widths)))
    for row in csv.DictReader(open(reference + "/09_nucleic_acid/basepair_hbonds_saenger.csv")):
        lines.append("pair %s %s %s %s %s %s %s" % tuple(
            row[k] for k in ("saenger_class", "base1", "base2", "atom1", "atom2", "target", "sigma")))
    open(out + "/nucleic.txt", "w").write("\n".join(lines) + "\n")
    print("nucleic: %d lines" % (len(lines) - 4))


if __name__ == "__main__":
    reference, out = sys.argv[1:3]
    rotamers(reference, out)
    hydrogens(reference, out)
    contacts(reference, out)
    nucleic(reference, out)
