package org.iprestriction.admin.list;

import org.iprestriction.entry.EntryStatus;

/** The appearance of a status: a word, an icon and a colour, so that it does not depend on any one of them. */
record Chip(String tone, String icon, String text) {

    static Chip of(EntryStatus status) {
        return switch (status) {
            case ACTIVE -> new Chip("ok", "tick", "Active");
            case PENDING -> new Chip("wait", "clock", "Pending");
            case PENDING_CHANGE -> new Chip("wait", "clock", "Pending change");
            case PENDING_REMOVAL -> new Chip("wait", "clock", "Pending removal");
            case DELAYED -> new Chip("bad", "warning", "Delayed");
            case DISABLED -> new Chip("off", "pause", "Disabled");
            case EXPIRED -> new Chip("off", "hourglass", "Expired");
        };
    }
}
