#!/usr/bin/env python3
"""Times mtriage, map_model_cc and EMRinger of cctbx (Debian: python3-cctbx) on the pair that MapFitRun measures.

usage: map_fit_cctbx.py PAIRS/emd30342_7cec [ANSWERS]

ANSWERS takes what MapFitRun is held against: one `id value` a line, and the seconds of the whole process, imports included.
"""
import gzip
import os
import resource
import sys
import tempfile
import time

begun = time.time()
import iotbx.map_manager
import iotbx.pdb
from mmtbx.maps import map_model_cc, mtriage
from scitbx.array_family import flex

folder = sys.argv[1]


def read(name):
    with tempfile.NamedTemporaryFile(suffix=".mrc") as f:
        f.write(gzip.open(os.path.join(folder, name)).read())
        f.flush()
        return iotbx.map_manager.map_manager(f.name)


begin = time.process_time()
manager, one, two = (read(n) for n in ("390_emd_30342_A_z4.mrc.gz", "SIMULATED_half_map_1.map.gz", "SIMULATED_half_map_2.map.gz"))
hierarchy = iotbx.pdb.input(file_name=os.path.join(folder, "7cec_A.cif")).construct_hierarchy()
atoms = hierarchy.atoms()
atoms.set_xyz(atoms.extract_xyz() - (145.825, 112.825, 120.517))  # the map's ORIGIN, which cctbx does not take here
xray = hierarchy.extract_xray_structure(crystal_symmetry=manager.crystal_symmetry())
xray.scattering_type_registry(table="electron")
print("read            %6.2f s of processor" % (time.process_time() - begin))

begin = time.process_time()
params = map_model_cc.master_params().extract().map_model_cc
params.resolution = 3.9
params.scattering_table = "electron"
params.compute.fsc = False
cc = map_model_cc.map_model_cc(manager.map_data(), hierarchy, manager.crystal_symmetry(), params)
cc.validate()
cc.run()
print("map_model_cc    %6.2f s   CC_mask %.4f" % (time.process_time() - begin, cc.get_results().cc_mask))

begin = time.process_time()
params = mtriage.master_params().extract()
params.resolution = 3.9
params.scattering_table = "electron"
result = mtriage.mtriage(map_data=manager.map_data(), map_data_1=one.map_data(), map_data_2=two.map_data(), xray_structure=xray,
                         crystal_symmetry=manager.crystal_symmetry(), params=params).get_results()
print("mtriage         %6.2f s   d_fsc %.3f masked, d_model %.1f" % (
    time.process_time() - begin, result.masked.d_fsc, result.masked.d_model))

usage = resource.getrusage(resource.RUSAGE_SELF)
answers = {
    "cc_mask": cc.get_results().cc_mask, "cc_box": cc.get_results().cc_box, "cc_volume": cc.get_results().cc_volume,
    "cc_peaks": cc.get_results().cc_peaks, "d_fsc": result.masked.d_fsc, "d_fsc_model_05": result.masked.d_fsc_model_05,
    "d99": result.unmasked.d99, "d_model": result.masked.d_model, "cpu_seconds": usage.ru_utime + usage.ru_stime,
    "wall_seconds": time.time() - begun}
if len(sys.argv) > 2:
    with open(sys.argv[2], "w") as out:
        for name, value in answers.items():
            out.write("%s %.6f\n" % (name, value))
