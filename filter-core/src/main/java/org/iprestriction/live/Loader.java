package org.iprestriction.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.iprestriction.access.Rule;
import org.iprestriction.settings.Settings;

/**
 * Polls the source: reads the changes, plans them, and sends a report. All of its work may block, but nothing waits for
 * it. It is called by a loader thread. If a poll is abandoned, another thread calls it, and the hanging thread no
 * longer changes anything.
 */
final class Loader {

    private static final long FULL_RELOAD_NANOS = Duration.ofMinutes(60).toNanos();
    /** After this time without a response, the store's silence is a problem, even though the poll has not failed yet. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final AccessListSource source;
    private final LiveLists lists;
    private final StoreClock clock;
    private final Reporter reporter;
    private final LastGood lastGood;
    private final LoaderLog log;
    private final LongSupplier nanoTime;
    private final Pace pace;

    private Changes.Position known;
    private Set<String> knownLists = Set.of();
    private final Set<String> skipped = new TreeSet<>();
    private long fullAt;
    private int failures;
    private int givenUp;
    private volatile Attempt underWay;
    private volatile Progress progress;

    /**
     * The state after the last polls; written by the loader, read by all threads. {@code loaded} is null before the
     * first success. {@code unusable} is why the source cannot be read, and {@code skipped} is about stored rules that it left out;
     * both may be null.
     */
    record Progress(Changes.Position loaded, Duration activation, Problem unusable, Problem skipped) {

        /** Returns what is wrong with the lists, or null. */
        String problem() {
            Problem first = unusable == null ? skipped : unusable;
            return first == null ? null : first.sentence();
        }

        long revision() {
            return loaded == null ? -1 : loaded.revision();
        }

        Progress with(Problem newProblem) {
            return new Progress(loaded, activation, newProblem, skipped);
        }
    }

    /** The response of the source, and the times between which its clock was read. */
    private record Answer(Changes changes, long askedAt, long readBy) {
    }

    /** Thrown if the poll has been abandoned and another thread polls. */
    private static final class GivenUpException extends RuntimeException {

        private static final long serialVersionUID = 1;

        GivenUpException() {
            super(null, null, false, false);
        }
    }

    Loader(AccessListSource source, LiveLists lists, StoreClock clock, NodeIdentity node, SnapshotFile snapshot,
            Settings settings, LongSupplier nanoTime, RandomGenerator jitter) {
        this.source = source;
        this.lists = lists;
        this.clock = clock;
        this.lastGood = new LastGood(snapshot, lists, clock, node, settings.maxStaleness(), nanoTime);
        this.log = new LoaderLog(settings.activation());
        this.reporter = new Reporter(source, lists, clock, node, log);
        this.nanoTime = nanoTime;
        this.pace = new Pace(jitter);
        this.progress = new Progress(null, settings.activation(), new Problem(null, "The list has not been loaded yet."), null);
    }

    Progress progress() {
        return progress;
    }

    /** Returns why the source cannot be read, or null; a store that does not respond is also a problem. */
    Problem unusable() {
        Attempt attempt = underWay;
        long silence = attempt == null ? 0 : attempt.waitedUntil(nanoTime.getAsLong());
        Problem known = progress.unusable; // a reason says more than that the next attempt takes long
        return silence > SILENCE_NANOS && (known == null || known.isVague()) ? silence(silence) : known;
    }

    /** Returns why the report of this node cannot be saved, or null. */
    Problem unreported() {
        return reporter.unsaid();
    }

    LastGood lastGood() {
        return lastGood;
    }

    private static Problem silence(long nanos) {
        return new Problem(SourceException.SILENT, "The store has not answered for " + Duration.ofNanos(nanos).toSeconds() + " s.");
    }

    /** Polls once. A failure is logged, and the last good lists stay in force. {@code onLists} runs when they are, before the report, which may hang. */
    void poll(Runnable onLists) {
        Attempt hung = underWay;
        boolean all = known == null || !lists.names().equals(knownLists) || nanoTime.getAsLong() - fullAt > FULL_RELOAD_NANOS;
        givenUp += hung != null && hung.isGivenUp() ? 1 : 0;
        Attempt attempt = new Attempt(Pace.patience(progress.activation, all, givenUp).toNanos());
        if (hung != null && hung.isGivenUp()) {
            progress = hung.isReporting() ? progress : progress.with(silence(hung.patience())); // it stays a problem all the time
            underWay = attempt;
            tellOf(hung, attempt);
        }
        underWay = attempt;
        try {
            load(attempt, all);
            log.recovered(failures, progress.revision());
            failures = 0;
            attempt.waits(nanoTime.getAsLong());
            lastGood.write(known, progress.activation);
        } catch (GivenUpException tooLate) {
            return;
        } catch (Throwable failure) { // even an Error must not stop the polling
            if (!attempt.goesOn()) {
                return;
            }
            failed(attempt, Problem.of(failure), failure);
        }
        if (attempt.goesOn()) {
            onLists.run();
            attempt.reports(nanoTime.getAsLong());
            Problem unsaid = reporter.send(progress.loaded, progress.problem(), false);
            if (unsaid != null && attempt.goesOn()) { // otherwise nobody waits for it any more, such as after a stop
                reporter.notSent(failures == 0, unsaid);
            }
            givenUp = attempt.goesOn() ? 0 : givenUp;
            attempt.end();
        }
    }

    private void tellOf(Attempt hung, Attempt attempt) {
        if (hung.isReporting()) {
            reporter.notSent(true, silence(hung.patience()));
        } else {
            failed(attempt, silence(hung.patience()), null);
        }
    }

    /** Abandons a poll that has waited too long. Called by the switcher, which then starts another loader thread. */
    boolean giveUpIfStuck() {
        Attempt attempt = underWay;
        return attempt != null && attempt.giveUpIfStuck(nanoTime.getAsLong());
    }

    /** Abandons the poll in progress, because this node is stopping and its outcome no longer matters. */
    void abandon() {
        Optional.ofNullable(underWay).ifPresent(Attempt::giveUp);
    }

    /** Returns how long to wait after a poll. */
    Duration pause() {
        return pace.pause(progress.activation, failures);
    }

    private Answer ask(Attempt attempt, Changes.Position from, Set<String> names) throws Exception {
        long asked = nanoTime.getAsLong();
        attempt.waits(asked);
        Changes changes = source.changesSince(from, names);
        long answered = nanoTime.getAsLong();
        if (!attempt.goesOn()) {
            throw new GivenUpException();
        }
        return new Answer(changes, asked, answered - changes.sinceNow().toNanos());
    }

    private void load(Attempt attempt, boolean all) throws Exception {
        Set<String> wanted = lists.names();
        Answer answer = ask(attempt, all ? null : known, wanted);
        boolean mayBeRepaired = !skipped.isEmpty() && !answer.changes.position().equals(known); // only reading everything tells
        if (mayBeRepaired || jump(answer) != 0 && !clock.isDoubted()) { // a jump must be confirmed by a second reading
            answer = ask(attempt, null, wanted);
        }
        Changes changes = answer.changes;
        Set<String> unrefreshed = lists.all().stream().filter(list -> list.refusal() != null).map(LiveList::name)
                .collect(Collectors.toSet());
        Changes again = changes.complete() || unrefreshed.isEmpty() ? null : ask(attempt, null, unrefreshed).changes;
        long jump = jump(answer);
        clock.set(changes.now(), answer.askedAt, answer.readBy);
        log.jumped(jump);

        List<LiveList> changed = new ArrayList<>();
        for (LiveList list : lists.all()) {
            Changes own = unrefreshed.contains(list.name()) && again != null ? again : changes;
            if (wanted.contains(list.name()) && refresh(list, own)) {
                changed.add(list);
            }
        }
        lastGood.replacedBy(changes.position());
        boolean news = !changes.position().equals(known);
        known = changes.position();
        knownLists = wanted;
        if (changes.complete()) {
            fullAt = nanoTime.getAsLong();
            skipped.clear();
        }
        skipped.addAll(changes.skipped()); // a poll for changes does not return rules that an earlier one skipped
        progress = new Progress(known, changes.activation(), null,
                skipped.isEmpty() ? null : new Problem("rows_skipped", String.join(" ", skipped)));
        changed.forEach(this::announce);
        log.activation(changes.activation());
        log.skipped(skipped);
        if (news) {
            lastGood.isOutdated();
        }
        if (news || changes.complete()) {
            lists.all().forEach(list -> tellUnknown(list, changes.unknown().get(list.name())));
        }
    }

    private long jump(Answer answer) {
        return clock.jump(answer.changes.now(), answer.askedAt, answer.readBy);
    }

    /** Applies what was read of one list. Returns whether the rules in force changed. */
    private boolean refresh(LiveList list, Changes changes) {
        String refusal = changes.refused().get(list.name());
        log.refusal(list.name(), list.refusal(), refusal);
        list.refuse(refusal);
        if (refusal == null) {
            list.refreshed(nanoTime.getAsLong(), changes.position().revision());
        }
        return refusal == null && apply(list, changes);
    }

    private boolean apply(LiveList list, Changes changes) {
        List<Rule> rules = changes.rules().getOrDefault(list.name(), List.of());
        ListPlan plan = list.plan();
        if (changes.complete() || plan == null) {
            list.plan(ListPlan.of(rules, clock.steadyUntil()), clock.millis());
        } else if (!rules.isEmpty()) {
            list.plan(plan.with(rules, clock.steadyUntil()), clock.millis());
        }
        return list.advance(clock.millis(), false); // a planned instant may have passed during compilation
    }

    void announce(LiveList list) {
        log.announce(list, progress.revision());
    }

    private void tellUnknown(LiveList list, String sentence) {
        log.unknown(list.unknown(), sentence);
        list.unknown(sentence);
    }

    private void failed(Attempt attempt, Problem problem, Throwable failure) {
        log.failed(failures++, progress.loaded != null, problem, failure);
        SnapshotText.Content content = lastGood.start(attempt);
        if (content != null && progress.loaded == null) {
            progress = new Progress(content.position(), content.activation(), problem, null);
        }
        progress = progress.with(lastGood.note() == null ? problem : problem.with(lastGood.note()));
    }

    /** Tells the source that this node stops. */
    void signOff() {
        Problem unsaid = reporter.send(progress.loaded, progress.problem(), true);
        if (unsaid != null) {
            reporter.notSent(failures == 0, unsaid);
        }
    }

    /** Returns what this node would report now. */
    NodeReport currentReport() {
        Problem unusable = unusable();
        return reporter.current(progress.loaded, unusable == null ? progress.problem() : unusable.sentence());
    }
}
