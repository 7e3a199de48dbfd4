#!/usr/bin/env python3
"""Makes a monomer library that the Debian package of cctbx (2022.9) can add hydrogens with; it holds none.

usage: library_for_cctbx.py REFERENCE/06_monomers OUT

Of the archives there: links, modifications and most monomers of the modern CCP4 library (coot-data 1.1.18), amino acids as they were before its names changed
(refmac-dictionary 5.41: they have the atoms of a residue, not of an acid), energy types of cctbx itself, whose radii are Probe's. cctbx knows the hydrogens of a CH2 as 1 and
2 where the PDB has 2 and 3, and two modifications of N-termini that no CCP4 library has; both are made here. Name OUT/ (with the slash) as CLIBD_MON.
"""
import os
import re
import sys
import tarfile

AMINO_ACIDS = "ALA ARG ASN ASP CYS GLN GLU GLY HIS ILE LEU LYS MET PHE PRO SER THR TRP TYR VAL".split()
RINGS = {"PHE", "TYR", "TRP"}

source, out = sys.argv[1:3]


def unpack(archive, to, only=lambda name: True):
    with tarfile.open(os.path.join(source, archive)) as tar:
        for member in tar:
            name = member.name.removeprefix("./")
            if member.isfile() and only(name):
                path = os.path.join(to, name)
                os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
                with open(path, "wb") as file:
                    file.write(tar.extractfile(member).read())


def ch2_named_for_cctbx(residue, text):
    names = set(re.findall(r"\bH[A-Z0-9]*\b", text))
    for name in sorted(names):
        stem = name[:-1]
        ch2 = name.endswith("3") and stem + "2" in names and stem + "1" not in names
        if ch2 and residue != "ALA" and (residue not in RINGS or name == "HB3"):
            text = re.sub(r"\b%s\b" % name, stem + "1", text)
    return text


def n_terminus(name, hydrogens):
    atom = "\n".join("_chem_mod_atom." + c for c in (
        "mod_id", "function", "atom_id", "new_atom_id", "new_type_symbol", "new_type_energy", "new_partial_charge"))
    bond = "\n".join("_chem_mod_bond." + c for c in (
        "mod_id", "function", "atom_id_1", "atom_id_2", "new_type", "new_value_dist", "new_value_dist_esd"))
    angle = "\n".join("_chem_mod_angle." + c for c in (
        "mod_id", "function", "atom_id_1", "atom_id_2", "atom_id_3", "new_value_angle", "new_value_angle_esd"))
    atoms = [f"{name} change N N . NH1 .000", f"{name} delete H . . . .000"] + [f"{name} add . {h} H HNH1 .000" for h in hydrogens]
    bonds = [f"{name} add N {h} single 0.86 0.02" for h in hydrogens]
    angles = [f"{name} add {h} N CA 109.470 3.000" for h in hydrogens]
    if len(hydrogens) == 2:
        angles.append(f"{name} add {hydrogens[0]} N {hydrogens[1]} 109.470 3.000")
    return "\n".join([f"\ndata_mod_{name}", "loop_", atom, *atoms, "", "loop_", bond, *bonds, "", "loop_", angle, *angles, ""])


unpack("ccp4_monlib_modern_subset_coot-data-1.1.18.tar.gz", out)
unpack("cctbx_mon_lib_c382734.tar.gz", out, lambda name: name == "ener_lib.cif")
unpack("refmac-dictionary-5.41_common.tar.gz", out, lambda name: os.path.basename(name)[:-4] in AMINO_ACIDS)
for residue in AMINO_ACIDS:
    path = os.path.join(out, residue[0].lower(), residue + ".cif")
    with open(path) as file:
        # a comment cut in two stands before the first block of one of them
        text = re.sub(r"\A.*?(?=^data_)", "", re.sub(r"^#.*\n", "", file.read(), flags=re.M), flags=re.S | re.M)
    with open(path, "w") as file:
        file.write(ch2_named_for_cctbx(residue, text))
path = os.path.join(out, "list", "mon_lib_list.cif")
with open(path) as file:
    text = file.read()
first = "\nNH1 NH1-terminus . peptide\n"
assert first in text, "the list of modifications is not the one that was expected"
text = text.replace(first, first + "NH1NOTPRO NH1-terminus . peptide\nNH2NOTPRO NH2-terminus . peptide\n")
with open(path, "w") as file:
    file.write(text + n_terminus("NH1NOTPRO", ["HN"]) + n_terminus("NH2NOTPRO", ["HN1", "HN2"]))
