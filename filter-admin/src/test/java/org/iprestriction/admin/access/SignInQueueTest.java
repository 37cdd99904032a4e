package org.iprestriction.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.access.SignInQueue.Lane;
import org.iprestriction.admin.access.SignInQueue.Waiting;
import org.junit.jupiter.api.Test;

class SignInQueueTest {
    private final SignInQueue queue = new SignInQueue();
    private final List<Waiting> all = new ArrayList<>();

    @Test
    void one_address_that_sends_many_waits_behind_one_that_sends_few() {
        Waiting first = add("192.0.2.1", Lane.STRANGERS);
        List<Waiting> more = List.of(add("192.0.2.1", Lane.STRANGERS), add("192.0.2.1", Lane.STRANGERS));
        Waiting other = add("192.0.2.2", Lane.STRANGERS);
        assertThat(next()).isEqualTo(first);
        more.forEach(w -> assertThat(queue.isNext(w, Waiting::lane, any -> any == other)).isFalse());
        assertThat(queue.isNext(other, Waiting::lane, any -> any != first)).isTrue();
    }

    @Test
    void ever_new_addresses_of_one_network_wait_behind_another_network() {
        for (int i = 0; i < 40; i++) {
            add("10.1." + i + ".1", Lane.STRANGERS);
        }
        Waiting other = add("192.0.2.1", Lane.STRANGERS);
        assertThat(all).filteredOn(Waiting::displaced).as("the last of the crowd makes room").containsExactly(all.get(39));
        assertThat(next()).as("of equals the first").isEqualTo(all.get(0));
        all.subList(1, 39).forEach(w -> assertThat(queue.isNext(w, Waiting::lane, any -> any == other)).isFalse());
    }

    @Test
    void strangers_never_take_the_place_of_who_was_here_before() {
        Waiting known = add("192.0.2.1", Lane.KNOWN);
        for (int i = 0; i < 200; i++) {
            add("10.1." + i + ".1", Lane.STRANGERS);
        }
        assertThat(known.displaced()).isFalse();
        assertThat(queue.isNext(known, Waiting::lane, w -> true)).isTrue();
        assertThat(all).filteredOn(w -> !w.displaced()).hasSize(1 + 40);
    }

    @Test
    void guesses_at_one_user_take_no_place_from_a_known_device_of_the_same_address() {
        for (int i = 0; i < 80; i++) {
            add("192.0.2.1", Lane.KNOWN);
        }
        Waiting device = add(PasswordAttempt.of("admin", "right", IpAddress.parse("192.0.2.1"), "a device"), Lane.KNOWN);
        for (int i = 0; i < 80; i++) {
            add("192.0.2.1", Lane.KNOWN);
        }
        assertThat(device.displaced()).isFalse();
        Waiting first = all.stream().filter(w -> !w.displaced()).findFirst().orElseThrow();
        assertThat(queue.isNext(device, Waiting::lane, any -> any != first)).as("before the second guess").isTrue();
    }

    @Test
    void whoever_shares_user_and_address_with_a_guesser_has_the_same_chance_to_stay() {
        for (int i = 0; i < 140; i++) {
            add("192.0.2.1", Lane.KNOWN);
        }
        assertThat(all.subList(40, 140)).as("those who came when all places were taken").anyMatch(w -> !w.displaced());
    }

    @Test
    void one_check_of_strangers_at_a_time_for_two_processors() {
        Waiting first = add("192.0.2.1", Lane.STRANGERS);
        int atOnce = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
        for (int i = 0; i < atOnce; i++) {
            Waiting running = add("198.51.100." + i, Lane.STRANGERS);
            queue.start(running, Lane.STRANGERS);
            queue.remove(running);
        }
        assertThat(queue.isNext(first, Waiting::lane, w -> true)).isFalse();
    }

    private Waiting add(String address, Lane lane) {
        return add(PasswordAttempt.of("admin", "guess", IpAddress.parse(address), null), lane);
    }

    private Waiting add(PasswordAttempt attempt, Lane lane) {
        Waiting waiting = new Waiting(attempt);
        queue.add(waiting, lane);
        all.add(waiting);
        return waiting;
    }

    private Waiting next() {
        return all.stream().filter(w -> !w.displaced() && queue.isNext(w, Waiting::lane, other -> true)).findFirst().orElseThrow();
    }
}
