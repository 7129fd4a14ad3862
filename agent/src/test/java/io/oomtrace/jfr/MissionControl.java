package io.oomtrace.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmc.common.IDescribable;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** The events of one type in a recording, as the parser of JDK Mission Control reads them. */
public final class MissionControl {
    private static final char NO_BREAK_SPACE = 0xA0;

    /** Its parser warns of fields that it does not know of a newer JDK's threads. */
    private static final Logger PARSER = Logger.getLogger("org.openjdk.jmc.flightrecorder");

    static {
        PARSER.setLevel(Level.SEVERE);
    }

    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> contents = new TreeMap<>();
    private String name;
    private String description;

    /** @throws AssertionError when it cannot read the file */
    public MissionControl(Path file, String type) {
        try {
            IItemCollection items = JfrLoaderToolkit.loadEvents(file.toFile()).apply(ItemFilters.type(type));
            for (IItemIterable chunk : items) {
                IType<IItem> itemType = chunk.getType();
                name = itemType.getName();
                description = itemType.getDescription();
                itemType.getAccessorKeys().forEach(this::field);
                chunk.forEach(item -> events.add(new Event(item, itemType)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CouldNotLoadRecordingException e) {
            throw new AssertionError("Mission Control cannot read " + file, e);
        }
    }

    private void field(IAccessorKey<?> key, IDescribable shown) {
        labels.put(key.getIdentifier(), shown.getName());
        contents.put(key.getIdentifier(), key.getContentType().getIdentifier());
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    /** Of fields, by their names. */
    public Map<String, String> labels() {
        return labels;
    }

    /** What fields hold, by their names: {@code memory}, {@code percentage}, {@code timespan}, {@code text} … */
    public Map<String, String> contents() {
        return contents;
    }

    public List<Event> events() {
        return events;
    }

    /** One of them. */
    public record Event(IItem item, IType<IItem> type) {
        public String text(String field) {
            return String.valueOf(value(field));
        }

        /** With its unit, as it is shown. */
        public String shown(String field) {
            return ((IQuantity) value(field)).displayUsing("auto").replace(NO_BREAK_SPACE, ' ');
        }

        /** In the unit it is recorded in. */
        public double number(String field) {
            return ((IQuantity) value(field)).doubleValue();
        }

        private Object value(String field) {
            IAccessorKey<?> key = type.getAccessorKeys().keySet().stream()
                    .filter(candidate -> candidate.getIdentifier().equals(field))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no field " + field + " in " + type.getAccessorKeys()));
            return type.getAccessor(key).getMember(item);
        }
    }
}
