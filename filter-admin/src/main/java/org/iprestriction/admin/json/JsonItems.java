package org.iprestriction.admin.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Reads a body {@code {"items":[...]}} item by item, so that the memory it needs does not grow with the number of items. The
 * caller can stop at any item.
 */
public final class JsonItems extends JsonParserDelegate {
    /** An item with more names and values than this cannot be an entry. */
    private static final int MOST_TOKENS = 1_000;
    private static final String ITEMS = "items";

    /** Receives the contents of the body. */
    public interface Taker {
        /** Receives the item at {@code index}, which may be any JSON value. */
        void item(Object item, int index);

        /** Receives the name of a member of the body other than the items. */
        void other(String name);
    }

    private int left = Integer.MAX_VALUE;

    private JsonItems(JsonParser parser) {
        super(parser);
    }

    /**
     * Passes the items of {@code body} to {@code taker}.
     *
     * @return whether there are items; false if the member is missing or is not an array
     * @throws MalformedJsonException if the body is not a JSON object
     */
    public static boolean read(byte[] body, Taker taker) {
        return StrictJson.parse(body, parser -> new JsonItems(parser).read(taker));
    }

    private boolean read(Taker taker) throws IOException {
        if (nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedJsonException(StrictJson.ONE_OBJECT);
        }
        boolean found = false;
        while (nextToken() == JsonToken.FIELD_NAME) {
            String name = currentName();
            boolean array = nextToken() == JsonToken.START_ARRAY;
            if (name.equals(ITEMS) && array) {
                found = true;
                items(taker);
            } else {
                if (!name.equals(ITEMS)) {
                    taker.other(name);
                }
                skipChildren();
            }
        }
        if (nextToken() != null) {
            throw new MalformedJsonException("The body continues after its end. Send one JSON object.");
        }
        return found;
    }

    private void items(Taker taker) throws IOException {
        for (int index = 0; nextToken() != JsonToken.END_ARRAY; index++) {
            left = MOST_TOKENS;
            taker.item(StrictJson.value(this), index);
            left = Integer.MAX_VALUE;
        }
    }

    @Override
    public JsonToken nextToken() throws IOException {
        if (left-- == 0) {
            throw new MalformedJsonException("An item has more than " + MOST_TOKENS + " names and values. An entry has few.");
        }
        return super.nextToken();
    }
}
