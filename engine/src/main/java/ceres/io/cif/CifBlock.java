package ceres.io.cif;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A data block: categories in the order of the file.
///
/// @param name as written after `data_`
public record CifBlock(String name, List<CifCategory> categories) {

    /// The category of that name, without the underscore, whatever its case.
    public Optional<CifCategory> category(String name) {
        for (var c : categories) if (c.name().equalsIgnoreCase(name)) return Optional.of(c);
        return Optional.empty();
    }

    /// True if the block has that category with at least one row.
    public boolean has(String name) { return category(name).filter(c -> c.rows() > 0).isPresent(); }

    /// The first value of an item written `category.item`, if there is one.
    public Optional<String> value(String item) {
        int dot = item.indexOf('.');
        return category(item.substring(0, dot).toLowerCase(Locale.ROOT)).filter(c -> c.rows() > 0)
                .flatMap(c -> c.value(0, item.substring(dot + 1)));
    }
}
