package org.iprestriction.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iprestriction.store.EntryRow;
import org.iprestriction.store.Sentences;
import org.iprestriction.store.Work;

/** Recognizes a list of which nothing is stored, although other lists are: its name is probably a mistake. */
final class UnknownList {

    private static final int MOST_NAMES = 5;

    private UnknownList() {
    }

    /** Returns a sentence if the list is unknown. A list whose entries were all deleted is known. */
    static Optional<String> sentence(Work work, String list) {
        if (first(work, "min(e.id)", Long.class, "e.list = :list", list) != null) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>();
        String next = nameAfter(work, "");
        while (next != null && others.size() < MOST_NAMES) { // one look at the index each, however long the lists are
            others.add(next);
            next = nameAfter(work, next);
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(Sentences.unknown(list, others, next != null));
    }

    private static String nameAfter(Work work, String name) {
        return first(work, "min(e.list)", String.class, "e.list > :list", name);
    }

    private static <T> T first(Work work, String what, Class<T> type, String condition, String list) {
        return work.query("select " + what + " from EntryRow e where " + condition, type).setParameter("list", list).getSingleResult();
    }
}
