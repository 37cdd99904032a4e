package org.iprestriction.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.iprestriction.live.LiveList.Reading;
import org.iprestriction.settings.Settings;

/**
 * Polls the source: reads the changes, has the lists updated, and sends a report. All of its work may block, but nothing waits for
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
    private final ListUpdater updater;
    private final LongSupplier nanoTime;
    private final Pace pace;

    private Changes.Position known;
    private Set<String> knownLists = Set.of();
    private long fullAt;
    private int failures;
    private int givenUp;
    private volatile Attempt underWay;
    private volatile Progress progress;

    /**
     * The state after the last polls; written by the loader, read by all threads. {@code loaded} is null before the
     * first success. {@code unusable} is why the source cannot be read, or null.
     */
    record Progress(Changes.Position loaded, Duration activation, Problem unusable) {

        /** Returns why the lists cannot be refreshed, or null. */
        String problem() {
            return unusable == null ? null : unusable.sentence();
        }

        long revision() {
            return loaded == null ? -1 : loaded.revision();
        }

        Progress with(Problem newProblem) {
            return new Progress(loaded, activation, newProblem);
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
        this.updater = new ListUpdater(lists, clock, log);
        this.reporter = new Reporter(source, lists, clock, node, log);
        this.nanoTime = nanoTime;
        this.pace = new Pace(jitter);
        this.progress = new Progress(null, settings.activation(), new Problem(null, "The list has not been loaded yet."));
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
        boolean all = known == null || !lists.wanted().equals(knownLists) || nanoTime.getAsLong() - fullAt > FULL_RELOAD_NANOS;
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
        Set<String> wanted = lists.wanted();
        Answer answer = ask(attempt, all ? null : known, wanted);
        if (jump(answer) != 0 && !clock.isDoubted()) { // a jump must be confirmed by a second reading
            answer = ask(attempt, null, wanted);
        }
        Changes changes = answer.changes;
        boolean news = !changes.position().equals(known);
        Set<String> apart = updater.apart(changes, news);
        Changes again = apart.isEmpty() ? null : ask(attempt, null, apart).changes;
        long jump = jump(answer);
        clock.set(changes.now(), answer.askedAt, answer.readBy);
        log.jumped(jump);
        if (jump < 0) {
            lists.totals().clockWentBack(clock.millis());
        }

        List<LiveList> switched = updater.update(changes, apart, again, wanted);
        lists.freshness().read(new Reading(nanoTime.getAsLong(), changes.position().revision()));
        lists.everyLoaded(wanted.contains(LiveLists.EVERY));
        updater.putBackInForce();
        lastGood.replacedBy(changes.position());
        known = changes.position();
        knownLists = wanted;
        if (changes.complete()) {
            fullAt = nanoTime.getAsLong();
        }
        progress = new Progress(known, changes.activation(), null);
        switched.forEach(this::announce);
        if (wanted.contains(LiveLists.EVERY) && changes.complete() && news) {
            log.announceEvery(progress.revision(), lists.all().size(), lists.totals().rules());
        }
        log.activation(changes.activation());
        if (news) {
            lastGood.isOutdated();
        }
        if (news || changes.complete()) {
            updater.tellUnknown(wanted, changes.unknown());
        }
    }

    private long jump(Answer answer) {
        return clock.jump(answer.changes.now(), answer.askedAt, answer.readBy);
    }

    void announce(LiveList list) {
        log.announce(list, progress.revision(), !lists.names().contains(list.name()));
    }

    private void failed(Attempt attempt, Problem problem, Throwable failure) {
        log.failed(failures++, progress.loaded != null, problem, failure);
        SnapshotText.Content content = lastGood.start(attempt);
        if (content != null && progress.loaded == null) {
            progress = new Progress(content.position(), content.activation(), problem);
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
