#!/usr/bin/env python3
"""Counts the clashes of a model with Reduce2 and Probe2 of cctbx, as one JSON line.

usage: clashes_cctbx.py MODEL

Hydrogens of the model are taken away and added by Reduce2, nothing flipped; all-atom contacts are Probe2's; a clash is a pair of atoms, four or more bonds apart,
that overlap by 0.4 A or more and make no hydrogen bond (Word1999, Chen2010).

Needs python3-cctbx (Debian, Ubuntu: `sudo apt install python3-cctbx`), and CLIBD_MON naming a monomer library with cctbx' own `ener_lib.cif` (its radii are
Probe's) and the monomers under the names that cctbx reads. That package does not hold one; `library_for_cctbx.py` makes it.
Without it this says so and ends with exit code 3.
"""
import contextlib
import io
import json
import os
import sys
import tempfile
import time

try:
    import libtbx.load_env  # noqa: F401
except ImportError:
    print("python3-cctbx is not installed", file=sys.stderr)
    sys.exit(3)
if not os.path.isfile(os.path.join(os.environ.get("CLIBD_MON", ""), "ener_lib.cif")):
    print("CLIBD_MON does not name a monomer library (see bench/peers/clashes_cctbx.py)", file=sys.stderr)
    sys.exit(3)

import iotbx.pdb
import mmtbx.model
from iotbx.cli_parser import run_program
from mmtbx.monomer_library import cif_types
from mmtbx.programs import probe2, reduce2

CLASH = -0.4


def patch():
    """The Debian package of cctbx 2022.9: links that take away what a monomer lacks, and riding hydrogens asked for twice, end it."""
    delete = cif_types.comp_comp_id.delete_atom_in_place

    def tolerant(self, atom_id):
        with contextlib.suppress(RuntimeError):
            delete(self, atom_id)

    cif_types.comp_comp_id.delete_atom_in_place = tolerant
    setup = mmtbx.model.manager.setup_riding_h_manager

    def again(self, *a, **k):
        self.riding_h_manager = None
        return setup(self, *a, **k)

    mmtbx.model.manager.setup_riding_h_manager = again


def without_hydrogens(path, to):
    given = iotbx.pdb.input(path)
    hierarchy = given.construct_hierarchy(sort_atoms=False)
    heavy = hierarchy.select(hierarchy.atom_selection_cache().selection("not (element H or element D)"), copy_atoms=True)
    with open(to, "w") as out:
        out.write(heavy.as_pdb_string(crystal_symmetry=given.crystal_symmetry()))


def quietly(program, args):
    with contextlib.redirect_stdout(io.StringIO()):
        run_program(program.Program, args=args)


def clashing(dots):
    """Worst overlap of each pair of atoms with dots of the bad class and none of a hydrogen bond; the two orders of a pair are one."""
    worst, bonded = {}, set()
    with open(dots) as lines:
        for line in lines:
            part = line.split(":")
            pair = tuple(sorted(" ".join([atom[:2].strip(), *atom[2:].split()]) for atom in part[3:5]))
            if part[2] == "hb":
                bonded.add(pair)
            if part[2] == "bo" and float(part[6]) <= CLASH:
                worst[pair] = min(worst.get(pair, 0.0), float(part[5]))
    return {pair: overlap for pair, overlap in worst.items() if pair not in bonded}


patch()
begin = time.perf_counter()
with tempfile.TemporaryDirectory() as work:
    heavy, whole, dots = (os.path.join(work, n) for n in ("heavy.pdb", "whole.pdb", "dots.raw"))
    without_hydrogens(sys.argv[1], heavy)
    quietly(reduce2, [heavy, "approach=add", "add_flip_movers=False", "n_terminal_charge=no_charge", "output.filename=" + whole,
                      "output.description_file_name=" + os.path.join(work, "reduce.txt")])
    quietly(probe2, [whole, "approach=self", "source_selection=all", "output.format=raw", "output.condensed=True",
                     "output.report_vdws=False", "output.file_name=" + dots])
    atoms = sum(1 for line in open(whole) if line.startswith(("ATOM  ", "HETATM")))
    clashes = clashing(dots)
print(json.dumps({"seconds": round(time.perf_counter() - begin, 1), "atoms": atoms, "clashes": len(clashes),
                  "clashscore": round(1000.0 * len(clashes) / atoms, 2),
                  "worst": [[a, b, o] for (a, b), o in sorted(clashes.items(), key=lambda c: c[1])]}))
