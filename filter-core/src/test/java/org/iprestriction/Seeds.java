package org.iprestriction;

import java.util.Random;

/** Makes random numbers of small seeds: {@link Random} itself begins nearly alike for seeds that are near each other. */
public final class Seeds {

    private Seeds() {
    }

    public static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }
}
