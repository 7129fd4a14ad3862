package io.oomtrace.incidents.innocent;

import io.oomtrace.incidents.Arguments;
import io.oomtrace.incidents.Hold;
import io.oomtrace.incidents.Incident;
import io.oomtrace.incidents.Option;
import java.util.List;

/**
 * The container that died while its JVM was fine: three processes, of which a Python one holds the memory.
 *
 * <p>This JVM serves the APK. It starts the Python parent, which starts the Java tool and downloads the APK once per
 * thread.
 */
public final class InnocentJvm implements Incident {
    private static final Option<Integer> THREADS =
            Option.integer("threads", 5, 1, 20, "threads of the Python parent, one per device; up to 20 in the report");
    private static final Option<Integer> APK_MB =
            Option.integer("apk-mb", 24, 1, 2000, "MB of the APK each thread downloads whole; 134 in the report");
    private static final Option<String> PYTHON =
            Option.text("python", "python3", "a command", "the Python 3 to run the parent with");

    @Override
    public String name() {
        return "innocent-jvm";
    }

    @Override
    public String summary() {
        return "The heap dump shows nothing: the memory is in the Python parent of a Java tool.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(THREADS, APK_MB, PYTHON);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "As in the report, in a container of 500 MB: java -Xmx32m -jar incidents.jar innocent-jvm \\",
                "    --threads=20 --apk-mb=134",
                "If the parent is killed, the exit code is its own: 137.");
    }

    @Override
    public void run(Arguments arguments, Hold hold) throws Exception {
        int apkMb = arguments.get(APK_MB);
        int threads = arguments.get(THREADS);
        ApkServer server = ApkServer.start(apkMb);
        PythonParent parent = PythonParent.start(arguments.get(PYTHON), server.port(), threads);
        Runtime.getRuntime().addShutdownHook(new Thread(parent::close, "end-python"));
        parent.awaitHolding(hold::say);
        parent.onExit().thenAccept(hold::end);
        hold.ready(
                this,
                "python_pid=" + parent.pid() + " tool_pid=" + parent.toolPid() + " threads=" + threads + " apk_mb="
                        + apkMb);
        hold.await();
    }
}
