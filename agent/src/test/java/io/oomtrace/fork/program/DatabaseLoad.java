package io.oomtrace.fork.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Orders and their items in the database at the JDBC URL given: inserts, joins, updates from four threads. */
public final class DatabaseLoad {
    private static final int THREADS = 4;
    private static final int ORDERS_PER_THREAD = 2_000;
    private static final int ITEMS_PER_ORDER = 3;

    private DatabaseLoad() {}

    public static void main(String[] args) throws Exception {
        // Holds an in-memory database open until the JVM ends.
        Connection keeper = DriverManager.getConnection(args[0]);
        try (Statement statement = keeper.createStatement()) {
            statement.execute("create table orders(id int primary key, customer varchar(40), total decimal(12, 2))");
            statement.execute("create table items(order_id int, position int, price decimal(12, 2), name varchar(60),"
                    + " primary key(order_id, position))");
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> inserted = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * ORDERS_PER_THREAD;
            Callable<Integer> work = () -> insert(args[0], first);
            inserted.add(pool.submit(work));
        }
        int rows = 0;
        for (Future<Integer> part : inserted) {
            rows += part.get();
        }
        pool.shutdown();
        System.out.println("rows inserted: " + rows);
        report(keeper);
    }

    private static int insert(String url, int firstOrder) throws SQLException {
        int rows = 0;
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement order = connection.prepareStatement("insert into orders values(?, ?, 0)");
                PreparedStatement item = connection.prepareStatement("insert into items values(?, ?, ?, ?)")) {
            for (int id = firstOrder; id < firstOrder + ORDERS_PER_THREAD; id++) {
                order.setInt(1, id);
                order.setString(2, "customer " + id % 97);
                rows += order.executeUpdate();
                for (int position = 0; position < ITEMS_PER_ORDER; position++) {
                    item.setInt(1, id);
                    item.setInt(2, position);
                    item.setBigDecimal(3, java.math.BigDecimal.valueOf(id * 7L % 10_000 + position, 2));
                    item.setString(4, "item " + id + "/" + position);
                    rows += item.executeUpdate();
                }
            }
        }
        return rows;
    }

    private static void report(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int updated = statement.executeUpdate(
                    "update orders o set total =" + " (select sum(price) from items i where i.order_id = o.id)");
            System.out.println("orders updated: " + updated);
            try (ResultSet result = statement.executeQuery("select customer, count(*), sum(total) from orders"
                    + " group by customer order by 3 desc, 1 limit 5")) {
                while (result.next()) {
                    System.out.println(
                            result.getString(1) + ": " + result.getInt(2) + " orders, " + result.getBigDecimal(3));
                }
            }
            try (ResultSet result = statement.executeQuery("select count(*), max(i.name) from items i"
                    + " join orders o on o.id = i.order_id where o.total > 100 and i.position = 1")) {
                result.next();
                System.out.println("large orders: " + result.getInt(1) + ", last item " + result.getString(2));
            }
        }
    }
}
