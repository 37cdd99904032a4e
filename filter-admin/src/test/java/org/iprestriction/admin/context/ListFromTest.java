package org.iprestriction.admin.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListFromTest {

    private static ListFrom of(String... settings) {
        var values = new java.util.HashMap<String, String>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put("ip-restriction." + settings[i], settings[i + 1]);
        }
        return ListFrom.of(Settings.of(values, Map.of(), Map.of()));
    }

    @Test
    void without_the_setting_there_is_one_list_for_everybody() {
        assertThat(of()).isEqualTo(new ListFrom("default", null));
        assertThat(of("list", "acme")).isEqualTo(new ListFrom("acme", null));
        assertThat(of("list", "acme").byAccount()).isFalse();
    }

    @Test
    void an_account_is_a_request_attribute_or_the_user() {
        assertThat(of("list-from", "attribute:account")).isEqualTo(new ListFrom(null, "account"));
        assertThat(of("list-from", " attribute:com.example.Tenant ")).isEqualTo(new ListFrom(null, "com.example.Tenant"));
        assertThat(of("list-from", "principal")).isEqualTo(new ListFrom(null, null));
        assertThat(of("list-from", "principal").byAccount()).isTrue();
        assertThat(of("list-from", "").byAccount()).as("an empty value is not set").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "path:1", "header:X-Account", "parameter:account", "Principal", "attribute:", "attribute: x", "attribute",
        "attribute:jakarta.servlet.forward.request_uri", "attribute:javax.servlet.x", "acme"})
    void whatever_the_caller_chooses_is_refused_with_one_sentence(String from) {
        assertThatThrownBy(() -> of("list-from", from)).isInstanceOf(SettingsException.class).hasMessage("ip-restriction.list-from is “"
                + from + "”, but has to be attribute:NAME or principal, where NAME is an attribute that a filter of the application sets:"
                + " whoever sends a request chooses its host, path and headers, and would choose the list.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "acme"})
    void one_list_for_everybody_and_one_for_each_account_exclude_each_other(String list) {
        assertThatThrownBy(() -> of("list-from", "principal", "list", list)).hasMessage("ip-restriction.list and ip-restriction.list-from"
                + " are both set: remove list, so that each user sees the list of their account, or list-from, so that all users see the"
                + " same list.");
    }
}
