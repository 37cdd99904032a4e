package org.iprestriction.admin.text;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sentence that may contain emphasis, addresses, times and links, independent of HTML.
 *
 * <p>Immutable; each method returns a longer phrase. {@link #toString()} returns the plain text, which is also used in JSON.
 * Only the template {@code phrase.jte} contains the markup.
 */
public record Phrase(List<Part> parts) implements Serializable {
    /**
     * A part of a phrase that is shown in one way.
     *
     * @param kind  how it is shown
     * @param text  the visible text
     * @param value the link target, the instant in ISO 8601 format, or null if the kind needs neither
     */
    record Part(Kind kind, String text, String value) implements Serializable {

        enum Kind { TEXT, STRONG, MONO, NOWRAP, SUP, TIME, STRONG_TIME, COUNTDOWN, LINK }
    }

    public static final Phrase EMPTY = new Phrase(List.of());

    public Phrase {
        parts = List.copyOf(parts);
    }

    public static Phrase of(String text) {
        return EMPTY.text(text);
    }

    public Phrase text(String text) {
        return with(Part.Kind.TEXT, text, null);
    }

    public Phrase strong(String text) {
        return with(Part.Kind.STRONG, text, null);
    }

    /** Appends an address or a range. */
    public Phrase mono(Object text) {
        return with(Part.Kind.MONO, text.toString(), null);
    }

    /** Appends a text that is kept on one line. */
    Phrase nowrap(String text) {
        return with(Part.Kind.NOWRAP, text, null);
    }

    public Phrase link(String text, String href) {
        return href == null ? text(text) : with(Part.Kind.LINK, text, href);
    }

    public Phrase time(String text, Instant instant) {
        return with(Part.Kind.TIME, text, instant.toString());
    }

    public Phrase strongTime(String text, Instant instant) {
        return with(Part.Kind.STRONG_TIME, text, instant.toString());
    }

    /** Appends a relative time that the script keeps current. Assistive technology reads the absolute time beside it instead. */
    public Phrase countdown(String text, Instant instant) {
        return with(Part.Kind.COUNTDOWN, text, instant.toString());
    }

    Phrase raised(String text) {
        return with(Part.Kind.SUP, text, null);
    }

    public Phrase then(Phrase more) {
        var all = new ArrayList<>(parts);
        all.addAll(more.parts);
        return new Phrase(all);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    private Phrase with(Part.Kind kind, String text, String value) {
        var all = new ArrayList<>(parts);
        all.add(new Part(kind, text, value));
        return new Phrase(all);
    }

    @Override
    public String toString() {
        return parts.stream().map(p -> (p.kind() == Part.Kind.SUP ? "^" : "") + p.text())
                .collect(Collectors.joining());
    }
}
