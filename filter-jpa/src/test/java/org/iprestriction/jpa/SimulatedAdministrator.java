package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.jpa.ModelList.ModelEntry;
import org.iprestriction.settings.Settings;

/**
 * Makes random changes through random processes. What was committed, acknowledged or not, is made in the model too; an answer
 * that the model contradicts is a failure. Where nobody knows whether a change was saved, it is repeated with its key.
 */
final class SimulatedAdministrator {

    static final String[] ADDRESSES = {"10.0.0.1", "10.0.0.0/24", "10.0.0.0/255.255.255.0", "10.0.0.0-255", "10.0.0.7-9", "10.0.0.128/25",
        "10.0.0.200 - 10.0.1.3", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.0/30", "2001:db8::/32", "2001:db8::1",
        "2001:db8::5 - 2001:db8::9"};
    /** After so long, in milliseconds, a change of which nobody knows whether it was saved has been repeated. */
    static final long LONGEST_DOUBT = 121_000;
    private static final String[] NAMES = {"a", "B", "c", "D", "e", "f", "g", "h"};
    private static final long[] LIVES = {1, 60_000, 240_000, 300_000, 300_001, 330_000, 600_000, 3_600_000};

    private final EventLoop loop;
    private final FaultyDatabase database;
    private final TestStore truth;
    private final Settings settings;
    private final Random random;
    private final Consumer<String> trace;
    /** Called after each commit of a change. */
    private final Runnable onCommit;
    ModelList model;
    long lastChangeAt;
    private int keys;
    private int restores;

    SimulatedAdministrator(EventLoop loop, FaultyDatabase database, TestStore truth, int limit, Random random, Runnable onCommit,
            Consumer<String> trace) {
        this.loop = loop;
        this.database = database;
        this.truth = truth;
        this.settings = truth.settings;
        this.random = random;
        this.onCommit = onCommit;
        this.trace = trace;
        this.model = new ModelList(limit);
    }

    enum Kind { ADD, CHANGE, DELETE, UNDO }

    /** One change, possibly tried several times. */
    private final class Wish {

        private final Kind kind;
        private final long id;
        private final EntrySpec spec;
        private final boolean atOnce;
        private final Author author;
        private final int madeAfter = restores;
        private int commits;

        Wish(Kind kind, long id, EntrySpec spec, boolean atOnce) {
            this.kind = kind;
            this.id = id;
            this.spec = spec;
            this.atOnce = atOnce && kind != Kind.UNDO;
            this.author = new Author("mary", null, "key " + ++keys);
        }

        void ask(EntryStore store) {
            EntryStore chosen = atOnce ? store.effectiveNow() : store;
            switch (kind) {
                case ADD -> chosen.add(LIST, spec, author);
                case CHANGE -> chosen.change(LIST, id, EntryStore.ANY, spec, author);
                case DELETE -> chosen.delete(LIST, id, EntryStore.ANY, author);
                case UNDO -> chosen.undo(LIST, id, EntryStore.ANY, author);
            }
        }

        /** Makes the change in the model, which must allow it. */
        void committed() {
            commits++;
            lastChangeAt = truth.database.number("select last_change_at from ipr_state");
            model.effectiveNow(atOnce);
            assertThat(refusals(lastChangeAt)).as("refusals of %s, which was saved", this).isEmpty();
            ModelEntry entry = model.entries.get(id);
            switch (kind) {
                case ADD -> model.add(lastChangeAt, truth.database.number("select entry_id from ipr_change where request_key = '"
                        + author.requestKey() + "'"), spec);
                case CHANGE -> model.change(lastChangeAt, entry, spec);
                case DELETE -> model.delete(lastChangeAt, entry);
                case UNDO -> trace.accept("undone in the model");
            }
            onCommit.run();
        }

        /** Returns the codes with which the model refuses this; an undo that it does not refuse is made. */
        private List<String> refusals(long time) {
            ModelEntry entry = model.entries.get(id);
            return switch (kind) {
                case ADD -> model.check(time, null, spec);
                case CHANGE -> entry.isGone(time) ? List.of("not_found") : model.isSaved(time, entry, spec) ? List.of()
                        : model.check(time, entry, spec);
                case DELETE -> entry.isGone(time) ? List.of("not_found") : List.of();
                case UNDO -> model.undo(time, entry);
            };
        }

        private boolean changesNothing(long time) {
            ModelEntry entry = model.entries.get(id);
            return kind == Kind.CHANGE && model.isSaved(time, entry, spec)
                    || kind == Kind.DELETE && entry.saved() == null;
        }

        @Override
        public String toString() {
            return author.requestKey() + ": " + kind + " " + (id < 0 ? "" : id + " ") + (spec == null ? "" : spec) + (atOnce ? " at once" : "");
        }
    }

    /** Makes one change through a process. */
    void act(SimulatedProcess process) {
        attempt(wish(), process);
    }

    private Wish wish() {
        Map<Long, ModelEntry> present = new TreeMap<>();
        model.entries.forEach((id, entry) -> {
            boolean lately = !entry.steps.isEmpty() && entry.steps.lastKey() > loop.now() - 3_600_000;
            if (!entry.isGone(loop.now()) || lately) {
                present.put(id, entry);
            }
        });
        int choice = present.isEmpty() ? 0 : random.nextInt(100);
        boolean atOnce = random.nextInt(6) == 0;
        if (choice < 30) {
            return new Wish(Kind.ADD, -1, spec(), atOnce);
        }
        long id = new ArrayList<>(present.keySet()).get(random.nextInt(present.size()));
        EntrySpec saved = present.get(id).saved();
        if (choice < 60) {
            boolean renames = saved != null && random.nextInt(4) == 0;
            return new Wish(Kind.CHANGE, id, renames ? ModelList.named(saved, name()) : spec(), atOnce);
        }
        return new Wish(choice < 80 ? Kind.DELETE : Kind.UNDO, id, null, atOnce);
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private EntrySpec spec() {
        Instant expires = random.nextInt(3) > 0 ? null : Instant.ofEpochMilli(loop.now() + LIVES[random.nextInt(LIVES.length)]);
        return EntrySpec.of(null, name(), ADDRESSES[random.nextInt(ADDRESSES.length)], random.nextInt(4) == 0 ? "block" : "allow",
                random.nextInt(4) > 0, expires, settings);
    }

    private void attempt(Wish wish, SimulatedProcess process) {
        int before = wish.commits;
        Runnable earlier = process.network.onCommit;
        process.network.onCommit = wish::committed;
        boolean wasKnown = wish.commits > 0 && wish.madeAfter == restores;
        try {
            database.as(process.network, () -> wish.ask(process.store));
            trace.accept(process.name + " saved " + wish);
            long time = Math.max(loop.lockClock(), lastChangeAt);
            model.effectiveNow(wish.atOnce);
            assertThat(wish.commits).as("acknowledged, but not saved: %s", wish)
                    .isEqualTo(wasKnown || before == 0 && wish.commits == 0 && wish.changesNothing(time) ? before : before + 1);
        } catch (EntryRejectedException e) {
            trace.accept(process.name + " refused " + wish + ": " + e.getMessage());
            List<String> codes = e.problems().stream().map(EntryRejectedException.Problem::code).toList();
            assertThat(wish.commits).as("refused, but saved: %s", wish).isEqualTo(before);
            model.effectiveNow(wish.atOnce);
            assertThat(codes).as("refusals of %s", wish).containsExactlyInAnyOrderElementsOf(wasKnown ? List.of("not_found")
                    : wish.refusals(Math.max(loop.lockClock(), lastChangeAt)));
        } catch (StoreUnavailableException e) {
            trace.accept(process.name + " did not save " + wish + ": " + e.getMessage());
            assertThat(wish.commits).as("said not to be saved, but saved: %s", wish).isEqualTo(before);
        } catch (OutcomeUnknownException e) {
            trace.accept(process.name + " does not know about " + wish + ", of which there are " + wish.commits);
            repeat(wish);
        } finally {
            process.network.onCommit = earlier;
        }
    }

    /** Settles a change of which nobody knows whether it was saved. */
    private void repeat(Wish wish) {
        loop.lockingAt(loop.now() + 1_000 + random.nextInt((int) LONGEST_DOUBT - 1_000), () -> {
            List<SimulatedProcess> running = processes.stream().filter(SimulatedProcess::isRunning).toList();
            if (running.isEmpty()) {
                repeat(wish);
            } else if (wish.madeAfter == restores) {
                attempt(wish, running.get(random.nextInt(running.size())));
            }
        });
    }

    /** The processes through which changes are repeated. */
    List<SimulatedProcess> processes = List.of();

    /** A backup was restored, which has the changes of an earlier model. */
    void restored(ModelList earlier, long earlierChangeAt) {
        model = earlier;
        lastChangeAt = earlierChangeAt;
        restores++;
    }
}
