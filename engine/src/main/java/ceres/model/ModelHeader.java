package ceres.model;

import ceres.map.UnitCell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model file says beside its atoms. Empty where the file is silent.
///
/// @param entryId PDB id as the file writes it: `6i52`, `pdb_00006i52`
/// @param emdbIds related EMDB entries: `EMD-4410`
/// @param title title of the entry
/// @param methods experimental methods as written: `ELECTRON MICROSCOPY`
/// @param resolutions every resolution found, by the item that states it, A
/// @param cell unit cell; the 1 A placeholder of the archive is kept as it stands
/// @param polymerTypes entity id to `_entity_poly.type`
/// @param sequences entity id (mmCIF) or chain id (PDB) to its component ids in order
/// @param links covalent and metal links stated by the file
/// @param helices ranges stated by the file
/// @param strands ranges stated by the file
/// @param operators assembly operators by id
/// @param assemblies how assemblies are made from operators and chains
public record ModelHeader(Optional<String> entryId, List<String> emdbIds, Optional<String> title, List<String> methods,
        Map<String, Double> resolutions, Optional<UnitCell> cell, Map<String, String> polymerTypes,
        Map<String, List<String>> sequences,
        List<Link> links, List<Range> helices, List<Range> strands, Map<String, Operator> operators, List<Assembly> assemblies) {

    /// A header that says nothing.
    public static final ModelHeader EMPTY = new ModelHeader(Optional.empty(), List.of(), Optional.empty(), List.of(), Map.of(),
            Optional.empty(),
            Map.of(), Map.of(), List.of(), List.of(), List.of(), Map.of(), List.of());

    /// One partner of a link, author numbering; `icode` and `altloc` 0 for none.
    public record Partner(String chain, String residueName, int seq, char icode, String atom, char altloc) {}

    /// @param type `_struct_conn.conn_type_id`: covale, disulf, metalc, hydrog ...; `covale` for LINK, `disulf` for SSBOND
    /// @param symmetryMate true if one partner is a symmetry copy
    public record Link(String type, Partner first, Partner second, boolean symmetryMate) {}

    /// Residues from first to last of one author chain.
    public record Range(String chain, int firstSeq, char firstIcode, int lastSeq, char lastIcode) {}

    /// r' = R r + t.
    ///
    /// @param rotation row-major 3 x 3
    /// @param translation A
    /// @param given true if the file already holds the copy (`_struct_ncs_oper.code given`)
    public record Operator(String id, double[] rotation, double[] translation, boolean given) {}

    /// @param generators each: an operator expression as written (`1,2,(1-60)(X0)`) and the asym ids (chain ids of a PDB file) it acts on
    public record Assembly(String id, String details, List<Generator> generators) {}

    public record Generator(String expression, List<String> asymIds) {}
}
