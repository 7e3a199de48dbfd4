package ceres.web;

import ceres.pipeline.bundle.Software;

/// What every page has round its content.
///
/// @param title of the page, without the name of the site
/// @param description one sentence for search engines and previews
/// @param section which entry of the menu is current: home, table, figures, glossary, about, contact, or none
/// @param canonical address of this page that stays; empty for none
public record Layout(String title, String description, String section, String canonical) {
    public static Layout of(String title, String description, String section) {
        return new Layout(title, description, section, "");
    }

    public String version() { return Software.VERSION; }

    /// Changes when the file does, so that browsers may keep it for good.
    public String asset(String name) { return Assets.address(name); }
}
