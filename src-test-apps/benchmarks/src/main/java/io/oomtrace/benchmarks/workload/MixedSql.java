package io.oomtrace.benchmarks.workload;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** H2 in memory: four threads insert, update, join, aggregate and delete, each in tables of its own. */
final class MixedSql implements Workload {
    private static final int THREADS = 4;
    private static final int ACCOUNTS = 400;
    private static final int OPERATIONS = 2_000;
    private static final String URL = "jdbc:h2:mem:benchmark;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000";

    private final ExecutorService clients = Executors.newFixedThreadPool(THREADS);

    MixedSql() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            for (int owner = 0; owner < THREADS; owner++) {
                statement.execute(
                        "create table account" + owner + " (id bigint primary key, name varchar, balance bigint)");
                statement.execute(
                        "create table booking" + owner + " (id identity primary key, account bigint, amount bigint)");
                statement.execute("create index by_account" + owner + " on booking" + owner + " (account)");
            }
        }
    }

    @Override
    public long iterate() throws Exception {
        List<Future<Long>> sums = new ArrayList<>();
        for (int owner = 0; owner < THREADS; owner++) {
            int mine = owner;
            sums.add(clients.submit(() -> work(mine)));
        }
        long sum = 0;
        for (Future<Long> one : sums) {
            sum += one.get();
        }
        return sum;
    }

    private static long work(int owner) throws SQLException {
        SplittableRandom random = new SplittableRandom(owner);
        try (Connection connection = DriverManager.getConnection(URL)) {
            open(connection, owner);
            for (int i = 0; i < OPERATIONS; i++) {
                book(connection, owner, random.nextInt(ACCOUNTS), random.nextInt(1, 1_000));
            }
            long sum = 0;
            for (int i = 0; i < OPERATIONS / 20; i++) {
                sum += richest(connection, owner);
            }
            clear(connection, owner);
            return sum;
        }
    }

    private static void open(Connection connection, int owner) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into account" + owner + " values (?, ?, 0)")) {
            for (int i = 0; i < ACCOUNTS; i++) {
                insert.setLong(1, i);
                insert.setString(2, "account " + i + " of " + owner);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void book(Connection connection, int owner, long account, long amount) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into booking" + owner + " (account, amount) values (?, ?)");
                PreparedStatement update = connection.prepareStatement(
                        "update account" + owner + " set balance = balance + ? where id = ?")) {
            insert.setLong(1, account);
            insert.setLong(2, amount);
            insert.executeUpdate();
            update.setLong(1, amount);
            update.setLong(2, account);
            update.executeUpdate();
        }
    }

    private static long richest(Connection connection, int owner) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select name, balance, count(*), sum(amount)"
                + " from account" + owner + " a join booking" + owner + " b on b.account = a.id"
                + " group by name, balance order by balance desc, name limit 10")) {
            long sum = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sum += rows.getString(1).length() + rows.getLong(2) + rows.getLong(3) + rows.getLong(4);
                }
            }
            return sum;
        }
    }

    private static void clear(Connection connection, int owner) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from booking" + owner);
            statement.executeUpdate("delete from account" + owner);
        }
    }

    @Override
    public void close() throws IOException {
        clients.shutdown();
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
