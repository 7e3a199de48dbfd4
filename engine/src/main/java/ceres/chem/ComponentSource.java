package ceres.chem;

import java.util.Optional;

/// A place where components may be looked up.
public interface ComponentSource {
    /// @param id component id, upper case
    /// @return empty if this source does not know it
    Optional<Component> find(String id);

    /// One line for the report: what and where.
    String describe();
}
