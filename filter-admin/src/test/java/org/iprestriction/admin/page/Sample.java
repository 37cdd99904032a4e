package org.iprestriction.admin.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Times;
import org.iprestriction.settings.Settings;

/** A list in the middle of a working day, with each status once. */
public final class Sample {
    public static final Instant NOW = Instant.parse("2026-10-02T14:32:10Z");
    static final Duration ACTIVATION = Duration.ofMinutes(5);
    public static final Settings SETTINGS = Settings.of(Map.of());

    private Sample() {}

    public static Instant at(String time) {
        return Instant.parse(time);
    }

    public static EntrySpec spec(String name, String address) {
        return spec(name, address, true, null);
    }

    public static EntrySpec spec(String name, String address, boolean enabled, Instant expiresAt) {
        return new EntrySpec(name, Notation.parse(address), Action.ALLOW, enabled, expiresAt);
    }

    public static EntrySpec block(String name, String address) {
        return new EntrySpec(name, Notation.parse(address), Action.BLOCK, true, null);
    }

    public static Entry.Step step(String at, EntrySpec spec) {
        return new Entry.Step(at(at), spec);
    }

    /** Returns an entry with the given parts, which are those that the pages use. */
    public static Entry entry(long id, EntrySpec saved, EntrySpec inForce, EntryStatus status, String changedAt, String by,
            boolean deleted, Entry.Step... upcoming) {
        boolean undoable = upcoming.length > 0;
        Instant undoUntil = undoable ? upcoming[upcoming.length - 1].at().minusSeconds(60) : null;
        return new Entry(id, "default", saved.name(), 7, deleted, saved, inForce, List.of(upcoming), status,
                status == EntryStatus.DELAYED ? List.of(node("node-3", 41)) : List.of(), undoable, undoUntil,
                inForce == null && status == EntryStatus.PENDING ? at(changedAt) : at("2026-01-05T09:00:00Z"), by,
                at(changedAt), by, 40 + id);
    }

    public static Entry active(long id, String name, String address, String changedAt, String by) {
        EntrySpec spec = spec(name, address);
        return entry(id, spec, spec, EntryStatus.ACTIVE, changedAt, by, false);
    }

    public static Entry billing() {
        return active(1, "Billing server", "203.0.113.10", "2026-03-12T10:00:00Z", "a.yilmaz");
    }

    public static Entry crm() {
        EntrySpec spec = spec("CRM connector", "192.168.10.10-20", true, at("2026-10-09T18:00:00Z"));
        return entry(2, spec, null, EntryStatus.PENDING, "2026-10-02T14:31:40Z", "a.yilmaz", false,
                step("2026-10-02T14:36:40Z", spec));
    }

    public static Entry hq() {
        return active(3, "HQ LAN", "192.168.0.0/255.255.255.0", "2026-01-20T10:00:00Z", "m.demir");
    }

    public static Entry istanbul() {
        return active(4, "Istanbul office", "185.86.12.0/24", "2026-03-12T10:00:00Z", "a.yilmaz");
    }

    public static Entry mobile() {
        EntrySpec saved = spec("Mobile gateway", "2001:db8:4f2::/48");
        return entry(5, saved, spec("Mobile gateway", "2001:db8:4f1::/48"), EntryStatus.PENDING_CHANGE,
                "2026-10-02T14:30:02Z", "m.demir", false, step("2026-10-02T14:35:02Z", saved));
    }

    public static Entry erp() {
        EntrySpec saved = spec("Old ERP", "10.20.0.0/16", false, null);
        return entry(6, saved, null, EntryStatus.DISABLED, "2026-09-02T10:00:00Z", "m.demir", false);
    }

    public static Entry agency() {
        EntrySpec saved = spec("Partner agency", "198.51.100.32 - 198.51.100.47", true, at("2026-09-28T18:00:00Z"));
        return entry(7, saved, null, EntryStatus.EXPIRED, "2026-09-14T10:00:00Z", "a.yilmaz", false);
    }

    public static Entry staging() {
        EntrySpec spec = spec("Staging proxy", "203.0.113.77");
        return entry(8, spec, spec, EntryStatus.PENDING_REMOVAL, "2026-10-02T14:28:30Z", "m.demir", true,
                step("2026-10-02T14:33:30Z", null));
    }

    public static Entry delayed() {
        EntrySpec spec = spec("Warehouse", "203.0.113.128/25");
        return entry(9, spec, spec, EntryStatus.DELAYED, "2026-10-02T14:20:00Z", "m.demir", false);
    }

    static Entry scanner() {
        EntrySpec spec = block("Known scanner", "185.86.12.200");
        return entry(10, spec, spec, EntryStatus.ACTIVE, "2026-09-30T08:15:00Z", "m.demir", false);
    }

    public static List<Entry> all() {
        return List.of(billing(), crm(), hq(), istanbul(), mobile(), erp(), agency(), staging());
    }

    public static List<Entry> everything() {
        var entries = new ArrayList<>(all());
        entries.add(delayed());
        entries.add(scanner());
        return entries;
    }

    public static Listing listing(List<Entry> entries) {
        return listing(entries, 50);
    }

    public static Listing listing(List<Entry> entries, int limit) {
        int used = (int) entries.stream().filter(e -> !e.deleted()).count();
        List<NodeStatus> nodes = List.of(node("node-1", 60), node("node-2", 60), node("node-3", 41));
        return new Listing("default", entries, 44, NOW, ACTIVATION, limit, used, nodes, List.of(), null);
    }

    public static NodeStatus node(String name, long loaded) {
        return node(name, loaded >= 44 ? NodeStatus.State.UP_TO_DATE : NodeStatus.State.LOADING, loaded, NOW, null);
    }

    public static NodeStatus node(String name, NodeStatus.State state, long loaded, Instant lastSeen, String problem) {
        return new NodeStatus(name, name, state, loaded, Long.MAX_VALUE, 5, NOW.minusSeconds(600), lastSeen, NOW.minusSeconds(3600), 0,
                problem);
    }

    /** Returns a delayed entry and the nodes that have not loaded it. */
    public static Entry delayedBy(NodeStatus... nodes) {
        Entry e = delayed();
        return new Entry(e.id(), e.list(), e.name(), e.version(), e.deleted(), e.saved(), e.inForce(), e.upcoming(), e.status(),
                List.of(nodes), e.undoable(), e.undoUntil(), e.createdAt(), e.createdBy(), e.changedAt(), e.changedBy(), e.revision());
    }

    public static Times times() {
        return new Times(java.time.ZoneOffset.UTC, NOW, ACTIVATION);
    }
}
