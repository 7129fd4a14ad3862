package io.oomtrace.export.pprof;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A profile in the text that Go writes with {@code debug=1} ({@code runtime/pprof}), for people; pprof reads it, too. In
 * place of addresses, of which there are none, frames have numbers. Not thread-safe.
 *
 * <p>Values are estimates of everything, not the counts of samples that Go writes here; the rate at the end of the first
 * line, twice one byte, tells readers to leave them as they are.
 */
public final class ProfileText {
    /** Stacks that are listed; the others are one entry, for with the frames of all of them the text may be very long. */
    static final int MOST = 1000;

    private static final int RATE = 2;
    private static final int ADDRESS_STEP = 16;

    /** What was allocated there and all that lives of it, of whatever age. */
    private record Place(CallStack stack, String type, String thread) {}

    private record Entry(Place place, long[] values) {}

    private final ProfileType type;
    private final Snapshot snapshot;
    private final Map<Frame, Integer> numbers = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** @throws IllegalArgumentException when the snapshot has not what the profile is of */
    public ProfileText(ProfileType type, Snapshot snapshot) {
        this.type = type;
        this.snapshot = snapshot;
    }

    /** The whole text; the heaviest come first. */
    public String write() {
        List<Entry> entries = entries();
        boolean memory = type.samples().equals(ProfileType.HEAP.samples());
        long[] total = sum(entries);
        text.append(memory ? memoryHead(total) : type.name() + " profile: total " + total[0]);
        text.append('\n');
        for (Entry entry : listed(entries)) {
            text.append(memory ? memory(entry.values) : Long.toString(entry.values[0]));
            stack(entry, memory);
        }
        text.append('\n');
        for (String comment : new ProfileComments(snapshot).lines()) {
            text.append("# ").append(comment).append('\n');
        }
        return text.toString();
    }

    private List<Entry> entries() {
        int[] places = type.places(snapshot);
        Map<Place, long[]> sums = new LinkedHashMap<>();
        for (Site site : snapshot.sites()) {
            Place place = new Place(site.stack(), site.type(), site.thread());
            long[] sum = sums.computeIfAbsent(place, absent -> new long[places.length]);
            for (int i = 0; i < places.length; i++) {
                sum[i] += ProfileType.value(site.values(), places[i]);
            }
        }
        List<Entry> entries = new ArrayList<>();
        sums.forEach((place, values) -> entries.add(new Entry(place, values)));
        int byDefault = type.samples().stream().map(SampleType::type).toList().indexOf(type.byDefault());
        entries.sort(Comparator.comparingLong((Entry entry) -> -entry.values[byDefault])
                .thenComparing(entry -> entry.place.stack));
        return entries;
    }

    private List<Entry> listed(List<Entry> entries) {
        if (entries.size() <= MOST) {
            return entries;
        }
        List<Entry> listed = new ArrayList<>(entries.subList(0, MOST));
        String name = "(" + (entries.size() - MOST) + " others, which a profile without debug has)";
        CallStack stack = CallStack.EMPTY.calling(new Frame(name, "", "", Frame.UNKNOWN_LINE));
        listed.add(new Entry(new Place(stack, "", ""), sum(entries.subList(MOST, entries.size()))));
        return listed;
    }

    private long[] sum(List<Entry> entries) {
        long[] sum = new long[type.samples().size()];
        for (Entry entry : entries) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += entry.values[i];
            }
        }
        return sum;
    }

    private static String memoryHead(long[] total) {
        // pprof takes a profile of which both are the same for one that has only one of them: Go makes them differ,
        // too.
        long[] told = total.clone();
        told[1] += told[1] == told[3] ? 1 : 0;
        return "heap profile: " + memory(told) + " @ heap/" + RATE;
    }

    /** In the order of {@link ProfileType#HEAP}. */
    private static String memory(long[] values) {
        return values[2] + ": " + values[3] + " [" + values[0] + ": " + values[1] + ']';
    }

    private void stack(Entry entry, boolean memory) {
        List<Frame> frames = ProfileFrames.shown(entry.place.stack);
        text.append(" @");
        for (Frame frame : frames) {
            text.append(" 0x").append(Integer.toHexString(number(frame)));
        }
        text.append("\n# labels: {\"thread\":").append(quoted(entry.place.thread));
        text.append(", \"").append(type.typeLabel()).append("\":").append(quoted(entry.place.type));
        text.append("}\n");
        for (int i = 1; i < entry.values.length && !memory; i++) {
            text.append("# ").append(type.samples().get(i).type());
            text.append(" = ").append(entry.values[i]).append('\n');
        }
        for (Frame frame : frames) {
            text.append("#\t0x").append(Integer.toHexString(number(frame)));
            text.append('\t').append(ProfileFrames.name(frame));
            text.append('\t').append(ProfileFrames.file(frame));
            text.append(':').append(Math.max(0, frame.line())).append('\n');
        }
        text.append('\n');
    }

    private int number(Frame frame) {
        return ADDRESS_STEP * numbers.computeIfAbsent(frame, absent -> numbers.size() + 1);
    }

    /** As Go quotes, on one line whatever a thread is called. */
    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder().append('"');
        for (char c : name.toCharArray()) {
            if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
