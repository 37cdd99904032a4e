package org.iprestriction.jpa;

import org.iprestriction.settings.Settings;
import org.iprestriction.store.KnownCounts;
import org.iprestriction.store.Sentences;
import org.iprestriction.store.Work;

/** The terms on which changes are saved: what is checked, and whether they take effect at once. Thread-safe. */
record Terms(Settings settings, KnownCounts counts, boolean now) {

    Terms atOnce() {
        return new Terms(settings, counts, true);
    }

    SaveChecks checks(Work work) {
        return new SaveChecks(work, sentences(work), settings.maxEntries(), counts, effect(work).at());
    }

    Work.Effect effect(Work work) {
        return now ? work.atOnce() : work.afterActivation();
    }

    /** Returns the name of a request, which differs from that of a request to do the same after the activation delay. */
    String named(String request) {
        return now ? request + " now" : request;
    }

    Sentences sentences(Work work) {
        return new Sentences(settings.timeZone(), work);
    }
}
