package org.iprestriction.jpa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.Quote;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.Timeline;
import org.iprestriction.store.Work;

/**
 * A request for a change of a list: the author, and a digest of the content that distinguishes a repetition from another
 * request with the same key.
 */
record Request(Author author, String list, String content) {

    private static final long REMEMBERED_MILLIS = 24 * 3_600_000L;

    /** {@code what} is the kind of the change, and {@code details} are all the rest that is requested. */
    static Request of(Author author, String what, String list, Object... details) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream.concat(Stream.of(what, list), Arrays.stream(details)).map(String::valueOf)
                    .forEach(part -> digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8)));
            return new Request(author, list, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** Returns the record of a change that this request makes. It does not say yet what was changed, and when it takes effect. */
    ChangeRow change(Timeline.Touch touch, String token, String verb) {
        ChangeRow change = new ChangeRow(touch.revision(), token);
        change.list = list;
        change.verb = verb;
        change.changedBy = author.user();
        change.changedAt = touch.at();
        change.fromAddress = author.address();
        change.requestKey = author.requestKey();
        change.requestContent = author.requestKey() == null ? null : content;
        return change;
    }

    /**
     * Returns the changes that this request made in its list when it was sent before, in the order of the revisions; empty if it
     * is new. A key says nothing about other lists.
     *
     * @throws EntryRejectedException if another request to the list used the same key
     */
    List<ChangeRow> done(Work work) {
        if (author.requestKey() == null) {
            return List.of();
        }
        List<ChangeRow> done = work.query("select c from ChangeRow c where c.changedBy = :user and c.requestKey = :key"
                        + " and c.list = :list and c.changedAt > :since order by c.revision", ChangeRow.class)
                .setParameter("user", author.user())
                .setParameter("key", author.requestKey())
                .setParameter("list", list)
                .setParameter("since", work.now() - REMEMBERED_MILLIS)
                .getResultList();
        if (done.stream().anyMatch(change -> !content.equals(change.requestContent))) {
            throw new EntryRejectedException(Reason.MISMATCH, "idempotency_mismatch", "The key “"
                    + Quote.cut(author.requestKey())
                    + "” was used for another request within the last 24 hours. Send this one with a new key.");
        }
        return done;
    }
}
