package io.oomtrace.fork.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Reads a secret and has it everywhere in its heap where data is: never in the name of a class, thread or file. */
public final class Secretive {
    private static final int COPIES = 20_000;
    private static final List<Object> HELD = new ArrayList<>();
    private static final ThreadLocal<Account> OWN = new ThreadLocal<>();

    private Secretive() {}

    public static void main(String[] args) throws InterruptedException {
        String secret = Cue.await("ready");
        System.setProperty("secretive.password", secret);
        CountDownLatch told = new CountDownLatch(1);
        Thread keeper = new Thread(() -> keep(secret, told), "keeper");
        keeper.setDaemon(true);
        keeper.start();
        told.await();
        Map<String, Account> accounts = new HashMap<>();
        for (int i = 0; i < COPIES; i++) {
            accounts.put(secret + i, new Account(new StringBuilder(secret).append(i)));
        }
        HELD.add(accounts);
        HELD.add(new IllegalStateException("wrong password " + secret, new Exception(secret)));
        Cue.await("told");
        System.out.println(HELD.size() + accounts.size() + " held");
    }

    private static void keep(String secret, CountDownLatch told) {
        OWN.set(new Account(new StringBuilder(secret)));
        told.countDown();
        try {
            new CountDownLatch(1).await(); // for ever: the thread is a daemon
        } catch (InterruptedException e) {
            OWN.remove();
        }
    }

    /** A secret in fields of several types. */
    private static final class Account {
        final String password;
        final char[] typed;
        final byte[] sent;
        final Object[] all;

        Account(StringBuilder secret) {
            password = secret.toString(); // site: password
            typed = password.toCharArray();
            sent = password.getBytes(StandardCharsets.UTF_8);
            all = new Object[] {password, typed, sent};
        }
    }
}
