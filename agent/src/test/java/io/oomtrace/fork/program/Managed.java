package io.oomtrace.fork.program;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Speaks JMX to the agent, by names alone: for each line read, prints what comes of it. */
public final class Managed {
    private static final int LARGE = 50_000_000;
    private static final List<byte[]> KEPT = new ArrayList<>();

    private Managed() {}

    public static void main(String[] args) throws Exception {
        Cue.await("ready");
        KEPT.add(new byte[LARGE]); // site: managed
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.oomtrace:type=Oomtrace");
        String line = Cue.await("kept");
        while (line != null && !line.equals("end")) {
            String[] words = line.split(" ", -1);
            line = Cue.await(answer(server, name, words).replace("\n", "|") + " <" + words[0]);
        }
    }

    private static String answer(MBeanServer server, ObjectName name, String[] words) {
        try {
            if (words[0].equals("registered")) {
                return Boolean.toString(server.isRegistered(name));
            }
            if (words[0].equals("traceback")) {
                Object object = words[1].equals("kept") ? KEPT.get(0) : new Object();
                return String.valueOf(server.invoke(
                        name, "objectTraceback", new Object[] {object}, new String[] {"java.lang.Object"}));
            }
            if (Character.isUpperCase(words[0].charAt(0))) {
                if (words.length > 1) {
                    server.setAttribute(name, new Attribute(words[0], Integer.valueOf(words[1])));
                }
                return String.valueOf(server.getAttribute(name, words[0]));
            }
            Object[] arguments = new Object[words.length - 1];
            String[] types = new String[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = words[i + 1];
                types[i] = "java.lang.String";
            }
            return String.valueOf(server.invoke(name, words[0], arguments, types));
        } catch (Exception e) {
            return String.valueOf(e.getCause());
        }
    }
}
