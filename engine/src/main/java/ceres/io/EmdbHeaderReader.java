package ceres.io;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.map.UnitCell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Reads the XML header of an EMDB entry, schema 1.9 and 3.x.
///
/// Source: emdb-schemas 1.9 and 3.0 of the EMDB.
public final class EmdbHeaderReader {
    private EmdbHeaderReader() {}

    /// @throws Fault.BadInput UNREADABLE_MAP if the file is no EMDB header
    public static EmdbHeader read(Path file) {
        Element root = parse(file).getDocumentElement();
        return switch (root.getNodeName()) {
            case "emd" -> version3(file, root);
            case "emdEntry" -> version1(file, root);
            default -> throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file,
                    "is no EMDB header: its root is <%s>".formatted(root.getNodeName()),
                    "give the header file of the entry (emd-NNNN.xml)", null);
        };
    }

    private static EmdbHeader version3(Path file, Element root) {
        var map = child(root, "map");
        var resolutions = new ArrayList<EmdbHeader.StatedResolution>();
        for (var final_ : all(root, "final_reconstruction")) {
            String method = text(final_, "resolution_method").orElse("");
            number(final_, "resolution").filter(r -> r > 0)
                    .ifPresent(r -> resolutions.add(new EmdbHeader.StatedResolution(r, method)));
        }
        var halfMaps = new ArrayList<String>();
        for (var half : all(root, "half_map")) text(half, "file").ifPresent(halfMaps::add);
        var fitted = new ArrayList<String>();
        for (var reference : all(root, "pdb_reference"))
            if (parentIs(reference, "pdb_list") && parentIs((Element) reference.getParentNode(), "crossreferences"))
                text(reference, "pdb_id").ifPresent(fitted::add);
        return new EmdbHeader(id(file, root.getAttribute("emdb_id")), path(root, "admin", "title"),
                path(root, "admin", "current_status", "code"),
                path(root, "structure_determination_list", "structure_determination", "method"), List.copyOf(resolutions),
                all(root, "applied_symmetry").stream().findFirst().flatMap(s -> text(s, "point_group")),
                map.flatMap(m -> text(m, "file")),
                map.map(EmdbHeaderReader::contours).orElse(List.of()), List.copyOf(halfMaps),
                whole(map, "dimensions", "col", "row", "sec"),
                real(map, "pixel_spacing", "x", "y", "z"), cell(map, "a", "b", "c", "alpha", "beta", "gamma"),
                List.copyOf(fitted));
    }

    private static List<EmdbHeader.Contour> contours(Element map) {
        var contours = new ArrayList<EmdbHeader.Contour>();
        for (var contour : all(map, "contour")) {
            boolean primary = contour.getAttribute("primary").equals("true");
            number(contour, "level").ifPresent(level -> {
                var c = new EmdbHeader.Contour(level, text(contour, "source").orElse(""), primary);
                if (primary) contours.addFirst(c);
                else
                    contours.add(c);
            });
        }
        return List.copyOf(contours);
    }

    private static EmdbHeader version1(Path file, Element root) {
        var map = child(root, "map");
        var resolutions = new ArrayList<EmdbHeader.StatedResolution>();
        for (var reconstruction : all(root, "reconstruction"))
            number(reconstruction, "resolutionByAuthor").filter(r -> r > 0).ifPresent(r -> resolutions
                    .add(new EmdbHeader.StatedResolution(r, text(reconstruction, "resolutionMethod").orElse(""))));
        var fitted = new ArrayList<String>();
        for (var id : all(root, "fittedPDBEntryId")) if (!id.getTextContent().isBlank()) fitted.add(id.getTextContent().strip());
        var contours = new ArrayList<EmdbHeader.Contour>();
        map.ifPresent(m -> all(m, "contourLevel").stream().findFirst()
                .flatMap(c -> parse(c.getTextContent()).map(level -> new EmdbHeader.Contour(level,
                        c.getAttribute("source").toUpperCase(java.util.Locale.ROOT), true)))
                .ifPresent(contours::add));
        return new EmdbHeader(id(file, root.getAttribute("accessCode")), path(root, "deposition", "title"),
                path(root, "deposition", "status"),
                path(root, "processing", "method"), List.copyOf(resolutions), all(root, "appliedSymmetry").stream().findFirst()
                        .map(e -> e.getTextContent().strip()).filter(s -> !s.isEmpty()),
                map.flatMap(m -> text(m, "file")), List.copyOf(contours), List.of(),
                whole(map, "dimensions", "numColumns", "numRows", "numSections"),
                real(map, "pixelSpacing", "pixelX", "pixelY", "pixelZ"),
                cell(map, "cellA", "cellB", "cellC", "cellAlpha", "cellBeta", "cellGamma"), List.copyOf(fitted));
    }

    private static String id(Path file, String code) {
        String digits = code.replaceFirst("(?i)^EMD-", "").strip();
        if (!digits.matches("[0-9]{4,6}"))
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, "the header has no EMDB id: '%s'".formatted(code),
                    "give the header file of the entry (emd-NNNN.xml)", null);
        return "EMD-" + digits;
    }

    private static List<Integer> whole(Optional<Element> map, String group, String... names) {
        return real(map, group, names).stream().map(Double::intValue).toList();
    }

    private static List<Double> real(Optional<Element> map, String group, String... names) {
        var values = new ArrayList<Double>();
        for (String name : names) map.flatMap(m -> child(m, group)).flatMap(g -> number(g, name)).ifPresent(values::add);
        return values.size() == names.length ? List.copyOf(values) : List.of();
    }

    private static Optional<UnitCell> cell(Optional<Element> map, String... names) {
        var c = real(map, "cell", names);
        if (c.isEmpty() || !(c.get(0) > 0 && c.get(1) > 0 && c.get(2) > 0)) return Optional.empty();
        return Optional.of(new UnitCell(c.get(0), c.get(1), c.get(2), c.get(3), c.get(4), c.get(5)));
    }

    // ---- XML

    private static Document parse(Path file) {
        byte[] bytes = Content.of(file, ReasonCode.UNREADABLE_MAP).all();
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException e) {
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, "is no readable XML (%s)".formatted(e.getMessage()),
                    "give the header file of the entry (emd-NNNN.xml)", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Throws where the default would print.
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException { throw e; }

        @Override
        public void fatalError(SAXParseException e) throws SAXException { throw e; }
    }

    private static Optional<Element> child(Element parent, String name) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling())
            if (n instanceof Element e && e.getNodeName().equals(name)) return Optional.of(e);
        return Optional.empty();
    }

    private static List<Element> all(Element parent, String name) {
        var found = new ArrayList<Element>();
        var nodes = parent.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) if (nodes.item(i) instanceof Element e) found.add(e);
        return found;
    }

    private static boolean parentIs(Element e, String name) {
        return e.getParentNode() != null && e.getParentNode().getNodeName().equals(name);
    }

    private static Optional<String> path(Element root, String... names) {
        var at = Optional.of(root);
        for (String name : names) at = at.flatMap(e -> child(e, name));
        return at.map(e -> e.getTextContent().strip()).filter(t -> !t.isEmpty());
    }

    private static Optional<String> text(Element parent, String name) { return path(parent, name); }

    private static Optional<Double> number(Element parent, String name) {
        return text(parent, name).flatMap(EmdbHeaderReader::parse);
    }

    private static Optional<Double> parse(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
