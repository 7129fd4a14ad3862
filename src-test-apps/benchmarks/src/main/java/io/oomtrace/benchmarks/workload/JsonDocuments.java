package io.oomtrace.benchmarks.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jackson builds documents, writes them, parses them into trees and into objects: shallow stacks, much garbage. */
final class JsonDocuments implements Workload {
    private static final int DOCUMENTS = 60;
    private static final int ORDERS = 120;

    private final JsonMapper mapper = new JsonMapper();

    /** An order as objects. */
    record Order(String id, long cents, List<String> lines, Map<String, Integer> stock) {}

    /** A document as objects. */
    record Document(int number, List<Order> orders) {}

    @Override
    public long iterate() {
        long sum = 0;
        for (int number = 0; number < DOCUMENTS; number++) {
            byte[] written = mapper.writeValueAsBytes(document(number));
            JsonNode tree = mapper.readTree(written);
            Document read = mapper.readValue(written, Document.class);
            sum += written.length
                    + tree.path("orders").size()
                    + read.orders().get(number).cents();
        }
        return sum;
    }

    private static Document document(int number) {
        SplittableRandom random = new SplittableRandom(number);
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            List<String> lines = new ArrayList<>();
            Map<String, Integer> stock = new LinkedHashMap<>();
            for (int line = 0; line < 6; line++) {
                lines.add("article " + random.nextInt(100_000));
                stock.put("shelf " + random.nextInt(1_000), random.nextInt(50));
            }
            orders.add(new Order("order-" + number + '-' + i, random.nextLong(1_000_000), lines, stock));
        }
        return new Document(number, orders);
    }
}
