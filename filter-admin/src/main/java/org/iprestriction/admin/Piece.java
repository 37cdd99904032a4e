package org.iprestriction.admin;

import java.io.Serializable;

/**
 * A stretch of a {@link Phrase} that is shown in one way.
 *
 * @param kind  how it is shown
 * @param text  what is read
 * @param value the link target, the instant in ISO-8601, or {@code null} where the kind needs neither
 */
record Piece(Kind kind, String text, String value) implements Serializable {

    enum Kind { TEXT, STRONG, MONO, NOWRAP, SUP, TIME, STRONG_TIME, COUNTDOWN, LINK }
}
