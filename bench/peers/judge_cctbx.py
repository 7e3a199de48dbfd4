#!/usr/bin/env python3
"""Judges a model with cctbx and says how long each part took, as one JSON line.

usage: judge_cctbx.py MODEL

Ramachandran, rotamers, C-beta, omega and Rama-Z, with hydrogens left out. Needs python3-cctbx (Debian, Ubuntu: `sudo apt install python3-cctbx`) and the
tables, which that package does not hold. Make a folder, name it with CERES_CCTBX_TABLES, and put there
    chem_data/rotarama_data/     rama8000-*.data, rota8000-*.data   https://github.com/rlabduke/rotarama_data
    chem_data/rama_z/            top8000_rama_z_dict.pkl            https://github.com/rlabduke/reference_data  Top8000/rama_z
    mmtbx/rotamer/               rotamer_names.props, sidechain_angles.props   https://github.com/cctbx/cctbx_project  mmtbx/rotamer
and run once: mmtbx.rebuild_rotarama_cache. It wants a monomer library with `list/mon_lib_list.cif` too, named by CLIBD_MON
(that of CCP4; or a folder of links into /usr/share/refmac/monomers of Debian's refmac-dictionary beside such a list). Without these this says so and ends with exit code 3.
"""
import json
import os
import sys
import time

folder = os.environ.get("CERES_CCTBX_TABLES", "")
try:
    import libtbx.load_env
except ImportError:
    print("python3-cctbx is not installed", file=sys.stderr)
    sys.exit(3)
if not os.path.isdir(os.path.join(folder, "chem_data", "rotarama_data")):
    print("CERES_CCTBX_TABLES does not name a folder with chem_data/rotarama_data (see bench/peers/judge_cctbx.py)", file=sys.stderr)
    sys.exit(3)
if not os.environ.get("CLIBD_MON") and not os.environ.get("MMTBX_CCP4_MONOMER_LIB"):
    print("CLIBD_MON does not name a monomer library (see bench/peers/judge_cctbx.py)", file=sys.stderr)
    sys.exit(3)
libtbx.env.repository_paths.insert(0, libtbx.env.as_relocatable_path(folder))

import iotbx.pdb
import mmtbx.model
from libtbx.utils import null_out
from mmtbx.validation import cbetadev, omegalyze, rama_z, ramalyze, rotalyze

seconds = {}


def timed(name, work):
    begin = time.perf_counter()
    result = work()
    seconds[name] = round(time.perf_counter() - begin, 3)
    return result


def read():
    given = iotbx.pdb.input(sys.argv[1])
    hierarchy = given.construct_hierarchy(sort_atoms=False)
    heavy = hierarchy.atom_selection_cache().selection("not (element H or element D)")
    return given.crystal_symmetry(), hierarchy.select(heavy, copy_atoms=True)


symmetry, model = timed("load", read)
rama = timed("rama", lambda: ramalyze.ramalyze(pdb_hierarchy=model, outliers_only=False))
rota = timed("rota", lambda: rotalyze.rotalyze(pdb_hierarchy=model, outliers_only=False))
beta = timed("cbeta", lambda: cbetadev.cbetadev(pdb_hierarchy=model, outliers_only=True))
omega = timed("omega", lambda: omegalyze.omegalyze(pdb_hierarchy=model, nontrans_only=True))
z = timed("rama_z", lambda: rama_z.rama_z(
    [mmtbx.model.manager(model_input=None, pdb_hierarchy=model, crystal_symmetry=symmetry)], null_out()).get_z_scores())
counts = [r for r in rota.results]
print(json.dumps({
    "seconds": seconds,
    "rama_favored": rama.percent_favored,
    "rama_outliers": rama.percent_outliers,
    "rotamer_outliers": 100.0 * sum(1 for r in counts if r.is_outlier()) / max(1, len(counts)),
    "cbeta_deviations": beta.n_outliers,
    "rama_z": z["W"][0] if z["W"] else None,
}))
