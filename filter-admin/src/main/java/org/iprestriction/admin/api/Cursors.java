package org.iprestriction.admin.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.entry.EntryPage.Position;
import org.iprestriction.entry.Quote;
import org.iprestriction.settings.Setting;

/**
 * The texts that stand for positions in a list ordered by name, or among all lists: {@code next} of one page, and {@code cursor} of the request for
 * the next one. Clients are not to look into them. A cursor is only a position, so nobody gains anything by making one up.
 */
final class Cursors {
    /** The order, the list, the entry and its name key, in which only the character is refused that a database does not hold. */
    private static final Pattern CONTENT = Pattern.compile("name\n([^\n]+)\n(0|[1-9][0-9]{0,17})\n([^\\x00]{0,600})");

    private static final String AMONG_LISTS = "lists\n";

    private Cursors() {}

    static String of(String list, Position position) {
        return encoded("name\n" + list + "\n" + position.number() + "\n" + position.text());
    }

    /** Returns the cursor of the position after a list, among all lists. */
    static String ofList(String name) {
        return encoded(AMONG_LISTS + name);
    }

    /** Returns the position of a cursor of this list; refuses every other text. */
    static Position read(String list, String cursor) {
        Matcher content = CONTENT.matcher(decoded(cursor));
        if (content.matches() && content.group(1).equals(list)) {
            Position position = new Position(content.group(3), Long.parseLong(content.group(2)));
            if (of(list, position).equals(cursor)) {
                return position;
            }
        }
        throw refused(cursor, "this list");
    }

    /** Returns the name of the list of a cursor among all lists; refuses every other text. */
    static String readList(String cursor) {
        String content = decoded(cursor);
        String name = content.startsWith(AMONG_LISTS) ? content.substring(AMONG_LISTS.length()) : "";
        if (Setting.LIST.accepts(name) && ofList(name).equals(cursor)) {
            return name;
        }
        throw refused(cursor, "these pages");
    }

    private static ApiProblem refused(String cursor, String from) {
        return QueryParameters.bad("The parameter “cursor” is " + Quote.of(cursor) + ", which is not from " + from + ". Use the member"
                + " “next” of an earlier page as it is, or leave it out to begin with the first page.");
    }

    private static String encoded(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor))).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return ""; // refused like every other text that is not a cursor
        }
    }
}
