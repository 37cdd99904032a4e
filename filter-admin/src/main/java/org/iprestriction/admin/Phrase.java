package org.iprestriction.admin;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sentence with emphasis, addresses, times and links in it, before anything is turned into HTML.
 *
 * <p>Immutable; each method answers a longer phrase. {@link #toString()} is the plain text, which is also what the
 * JSON answers carry. The template {@code phrase.jte} is the only place that knows the markup.
 */
record Phrase(List<Piece> pieces) implements Serializable {
    static final Phrase EMPTY = new Phrase(List.of());

    Phrase {
        pieces = List.copyOf(pieces);
    }

    static Phrase of(String text) {
        return EMPTY.text(text);
    }

    Phrase text(String text) {
        return with(Piece.Kind.TEXT, text, null);
    }

    Phrase strong(String text) {
        return with(Piece.Kind.STRONG, text, null);
    }

    /** An address or a range. */
    Phrase mono(Object text) {
        return with(Piece.Kind.MONO, text.toString(), null);
    }

    /** A stretch that stays on one line. */
    Phrase nowrap(String text) {
        return with(Piece.Kind.NOWRAP, text, null);
    }

    Phrase link(String text, String href) {
        return href == null ? text(text) : with(Piece.Kind.LINK, text, href);
    }

    Phrase time(String text, Instant instant) {
        return with(Piece.Kind.TIME, text, instant.toString());
    }

    Phrase strongTime(String text, Instant instant) {
        return with(Piece.Kind.STRONG_TIME, text, instant.toString());
    }

    /** A relative time the script keeps current; assistive technology reads the absolute time beside it instead. */
    Phrase countdown(String text, Instant instant) {
        return with(Piece.Kind.COUNTDOWN, text, instant.toString());
    }

    Phrase raised(String text) {
        return with(Piece.Kind.SUP, text, null);
    }

    Phrase then(Phrase more) {
        var all = new ArrayList<>(pieces);
        all.addAll(more.pieces);
        return new Phrase(all);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    private Phrase with(Piece.Kind kind, String text, String value) {
        var all = new ArrayList<>(pieces);
        all.add(new Piece(kind, text, value));
        return new Phrase(all);
    }

    @Override
    public String toString() {
        return pieces.stream().map(p -> (p.kind() == Piece.Kind.SUP ? "^" : "") + p.text())
                .collect(Collectors.joining());
    }
}
