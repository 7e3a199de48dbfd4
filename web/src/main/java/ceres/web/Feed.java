package ceres.web;

import ceres.archive.Results;
import ceres.pipeline.bundle.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The latest results as a JSON Feed 1.1.
final class Feed {
    private static final int ITEMS = 50;

    private Feed() {}

    static String of(Results results, String origin) {
        var feed = new LinkedHashMap<String, Object>();
        feed.put("version", "https://jsonfeed.org/version/1.1");
        feed.put("title", "CERES: latest results");
        feed.put("home_page_url", origin + "/");
        feed.put("feed_url", origin + "/feed.json");
        feed.put("items", results.recent(ITEMS).stream().map(r -> item(r, origin)).toList());
        return Json.compact(feed);
    }

    private static Map<String, Object> item(ceres.archive.Run r, String origin) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", origin + Urls.run(r) + "#" + r.ingested().getEpochSecond());
        item.put("url", origin + Urls.run(r));
        item.put("title", r.name() + ": " + r.verdict().label());
        item.put("content_text", r.sentence());
        item.put("date_published", r.ingested().toString());
        item.put("tags", List.of(r.verdict().label(), r.month().toString()));
        return item;
    }
}
