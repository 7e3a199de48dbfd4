package ceres.web;

import ceres.pipeline.bundle.Json;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;

/// The JSON of the bundle, over HTTP.
final class HouseJson implements JsonMapper {
    @Override
    public String toJsonString(Object document, Type type) { return Json.compact(document); }
}
