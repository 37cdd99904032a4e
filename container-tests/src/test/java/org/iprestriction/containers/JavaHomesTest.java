package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JavaHomesTest {

    @Test
    void the_JDK_that_runs_the_tests_is_taken_where_it_will_do() throws Exception {
        assertThat(JavaHomes.atLeast(17)).isEqualTo(Path.of(System.getProperty("java.home")));
    }

    @Test
    void a_JDK_that_is_not_there_is_a_failure_that_says_what_to_install_and_where_to_name_it() {
        assertThatThrownBy(() -> JavaHomes.atLeast(999)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No JDK 999 or newer was found")
                .hasMessageContaining("environment variable JAVA_999_HOME");
    }
}
