package io.oomtrace.fork;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A JSON answer of {@code /snapshot} or {@code /threads}. */
public record Table(JsonNode json) {
    /** The groups, in the order asked for. */
    public List<Row> top() {
        return json.required("top").valueStream().map(Row::new).toList();
    }

    public Optional<Row> find(String key) {
        return top().stream().filter(row -> row.key().equals(key)).findFirst();
    }

    /** The group of that key; fails with all keys there are. */
    public Row row(String key) {
        return find(key)
                .orElseThrow(() -> new AssertionError("No group " + key + " among "
                        + top().stream().map(Row::key).toList()));
    }

    public Row total() {
        return new Row(json.required("total"));
    }

    /** What the tool saw of a metric over what the JVM counted. */
    public double coverage(String metric) {
        return json.required("coverage").required(metric).required("ratio").asDouble();
    }

    /** One group, or a sum of groups, and its measures by metric name. */
    public record Row(JsonNode json) {
        public String key() {
            return json.required("key").asString();
        }

        public double value(String metric) {
            return json.required(metric).asDouble();
        }

        /** Half width of the 95 % interval. */
        public double error(String metric) {
            return json.required(metric + "_error").asDouble();
        }

        public List<String> traceback() {
            return json.required("traceback")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
        }
    }
}
