package org.iprestriction.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What the filter adds to a request in a whole server. Two servers without it take part, because the difference between
 * those two tells how much of the others' is chance.
 */
final class ServerBars {

    private static final String WITHOUT = "without";
    private static final String WITH = "with";
    private static final int INSIDE_ROUNDS = 121;
    private static final int INSIDE_TRIES = 3;
    private static final int SOCKET_ROUNDS = 16;

    private final Pace pace;
    private final Consumer<Verdict> verdicts;

    ServerBars(Pace pace, Consumer<Verdict> verdicts) {
        this.pace = pace;
        this.verdicts = verdicts;
    }

    void measure() {
        List<Cidr> allowed = new ArrayList<>(new Workload(1_000, 9).rules());
        allowed.add(Cidr.ipv4(0, 32)); // what Jetty calls a caller inside its own process
        allowed.add(Cidr.ipv4(0x7f000001, 32));
        try (JettyRig without = new JettyRig(null); JettyRig again = new JettyRig(null);
                JettyRig with = new JettyRig(allowed); JettyRig withAgain = new JettyRig(allowed)) {
            inside(List.of(without, again), List.of(with, withAgain));
            if (Wrk.isInstalled()) {
                sockets(without, again, with);
            } else {
                System.out.println("B12  not measured: wrk is not installed (a Debian package of that name)");
            }
        }
    }

    private void inside(List<JettyRig> without, List<JettyRig> with) {
        Interleaved run = takingTurns(without, with);
        for (int i = 1; i < INSIDE_TRIES && !pace.isSmoke() && Math.abs(run.again(WITHOUT, 0.5) - 1) > 0.03; i++) {
            run = takingTurns(without, with);
        }
        verdicts.accept(Verdict.atMost("B11", "a request in Jetty, with / without the filter", run.ratio(WITH, WITHOUT), 1.06,
                String.format(Locale.ROOT, "%.2f us; without, again / without %.3f", run.nanos(WITHOUT) / 1e3,
                        run.again(WITHOUT, 0.5))));
    }

    private Interleaved takingTurns(List<JettyRig> without, List<JettyRig> with) {
        Interleaved lanes = new Interleaved(pace, INSIDE_ROUNDS);
        String[] nobody = {""}; // each server is asked as the one caller that its connection has
        without.forEach(server -> lanes.add(WITHOUT, (callers, from, count) -> server.answered(count), nobody));
        with.forEach(server -> lanes.add(WITH, (callers, from, count) -> server.answered(count), nobody));
        return lanes.run();
    }

    private void sockets(JettyRig without, JettyRig again, JettyRig with) {
        int rounds = pace.isSmoke() ? 1 : SOCKET_ROUNDS;
        double[] ratios = new double[rounds];
        double[] chance = new double[rounds];
        double[] micros = new double[rounds];
        List<JettyRig> order = List.of(without, again, with);
        for (int round = -1; round < rounds; round++) { // the first one warms up
            double[] cost = new double[order.size()];
            for (int i = 0; i < cost.length; i++) {
                int turn = Math.floorMod(round + i, cost.length);
                cost[turn] = Wrk.cpuMicros(order.get(turn).port());
            }
            int kept = Math.max(0, round);
            micros[kept] = cost[0];
            chance[kept] = cost[1] / cost[0];
            ratios[kept] = cost[2] / cost[0];
        }
        verdicts.accept(Verdict.atMost("B12", "processor time of a request over sockets, with / without",
                Interleaved.quantile(ratios, 0.5), 1.15, String.format(Locale.ROOT,
                        "%.1f us; without, again / without %.3f", Interleaved.quantile(micros, 0.5),
                        Interleaved.quantile(chance, 0.5))));
    }
}
