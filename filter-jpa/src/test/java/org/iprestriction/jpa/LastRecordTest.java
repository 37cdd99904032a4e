package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Loaded once more by a loader of its own, as by a web application. */
record Pair(Pair other, String text) {
}

class LastRecordTest {

    private static final class Application extends ClassLoader {
        private Application() {
            super(null);
        }

        Class<?> pair() throws Exception {
            try (InputStream in = LastRecordTest.class.getResourceAsStream("Pair.class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(Pair.class.getName(), bytes, 0, bytes.length);
            }
        }
    }

    private static WeakReference<ClassLoader> givenAnApplicationThatComparedRecords() throws Exception {
        Class<?> type = new Application().pair();
        var constructor = type.getDeclaredConstructor(type, String.class);
        constructor.setAccessible(true);
        Object one = constructor.newInstance(constructor.newInstance(null, "x"), "y");
        Object other = constructor.newInstance(constructor.newInstance(null, "x"), "y");
        assertThat(one.equals(other)).isTrue();
        assertThat(one.hashCode()).isEqualTo(other.hashCode());
        assertThat(one.toString()).isEqualTo(other.toString());
        return new WeakReference<>(type.getClassLoader());
    }

    /** From Java 18 on the JDK holds it by a soft reference, which goes only when memory is short. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void theLoaderOfAStoppedApplicationCanGo() throws Exception {
        WeakReference<ClassLoader> application = givenAnApplicationThatComparedRecords();
        LastRecord.forget();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (application.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(application.get()).isNull();
    }
}
