-- Access lists: what is saved, when each state of it applies, who changed it, and what the nodes report.
--
-- Instants are milliseconds since 1970-01-01T00:00Z; 9223372036854775807 is an open end. Identifiers are handed out by the
-- one row of ipr_state, which every writer locks before anything else. Booleans are 0 and 1. Text is compared and
-- sorted byte by byte (collate "C"), whatever the database, its system library or a later version of it would do.
--
-- It may be run again at any time: it adds what is missing, and what is there already stays as it is. Run it by hand, or
-- name its folder as one more location of your application's own Flyway, where it is a repeatable migration and its name
-- collides with no version.

create table if not exists ipr_state (
    id             smallint     not null primary key,
    schema_version smallint     not null,
    store          varchar(40) collate "C" not null,
    revision       bigint       not null,
    token          varchar(32) collate "C" not null,
    next_id        bigint       not null,
    last_change_at bigint       not null,
    activation_ms  bigint       not null
);

create table if not exists ipr_entry (
    id         bigint       not null primary key,
    list_name  varchar(100) collate "C" not null,
    entry_name varchar(200) collate "C" not null,
    name_key   varchar(600) collate "C" not null,
    version    bigint       not null,
    deleted    smallint     not null,
    revision   bigint       not null,
    created_at bigint       not null,
    created_by varchar(200) collate "C" not null,
    changed_at bigint       not null,
    changed_by varchar(200) collate "C" not null
);

create index if not exists ipr_entry_by_name on ipr_entry (list_name, name_key);
create index if not exists ipr_entry_by_id on ipr_entry (list_name, id);
create index if not exists ipr_entry_by_revision on ipr_entry (list_name, revision);

-- One saved state of an entry. It applies from begins_at until ends_at; begins_at = ends_at: it was withdrawn before it began.
create table if not exists ipr_entry_version (
    id            bigint       not null primary key,
    entry_id      bigint       not null,
    list_name     varchar(100) collate "C" not null,
    rule_action   varchar(5) collate "C" not null,
    notation      varchar(200) collate "C" not null,
    first_address varchar(45) collate "C" not null,
    last_address  varchar(45) collate "C" not null,
    enabled       smallint     not null,
    begins_at     bigint       not null,
    ends_at       bigint       not null,
    expires_at    bigint,
    revision      bigint       not null,
    touched_at    bigint       not null,
    constraint ipr_entry_version_of foreign key (entry_id) references ipr_entry (id)
);

create index if not exists ipr_entry_version_by_revision on ipr_entry_version (list_name, revision);
create index if not exists ipr_entry_version_since on ipr_entry_version (revision);
create index if not exists ipr_entry_version_by_entry on ipr_entry_version (entry_id);
create index if not exists ipr_entry_version_by_end on ipr_entry_version (list_name, ends_at);
create index if not exists ipr_entry_version_by_range on ipr_entry_version (list_name, first_address, last_address);

-- The same without what was withdrawn, so that thousands of edits of one entry do not slow down the next one; and the blocks,
-- which are read again before each save.
create index if not exists ipr_entry_version_kept_by_entry on ipr_entry_version (entry_id, ends_at) where ends_at > begins_at;
create index if not exists ipr_entry_version_kept_by_range on ipr_entry_version (list_name, first_address, last_address, ends_at)
    where ends_at > begins_at;
create index if not exists ipr_entry_version_not_allow on ipr_entry_version (list_name, ends_at) where rule_action <> 'allow';

-- The history: one row for each revision, never updated. The token is random: after a restore the same numbers come again.
create table if not exists ipr_change (
    revision        bigint        not null primary key,
    token           varchar(32) collate "C" not null,
    list_name       varchar(100) collate "C" not null,
    entry_id        bigint        not null,
    entry_name      varchar(200) collate "C" not null,
    verb            varchar(10) collate "C" not null,
    changed_by      varchar(200) collate "C" not null,
    changed_at      bigint        not null,
    from_address    varchar(100) collate "C",
    before_text     varchar(1000) collate "C",
    after_text      varchar(1000) collate "C",
    effective_at    bigint,
    request_key     varchar(200) collate "C",
    request_content varchar(64) collate "C"
);

create index if not exists ipr_change_by_entry on ipr_change (entry_id, revision);
create index if not exists ipr_change_by_request on ipr_change (changed_by, request_key);

-- What was set for a list as a whole. A list without a row, or without a number in it, has the limit that is set for all lists.
create table if not exists ipr_list (
    list_name   varchar(100) collate "C" not null primary key,
    max_entries integer,
    revision    bigint       not null,
    changed_at  bigint       not null,
    changed_by  varchar(200) collate "C" not null
);

-- What each running copy last said about itself; the key is drawn at random at each start.
create table if not exists ipr_node (
    id              varchar(64) collate "C" not null primary key,
    node_name       varchar(200) collate "C" not null,
    loaded_revision bigint       not null,
    loaded_token    varchar(32) collate "C" not null,
    started_at      bigint       not null,
    signed_on_at    bigint       not null,
    last_seen_at    bigint       not null,
    clock_offset_ms bigint       not null,
    problem         varchar(500) collate "C",
    signed_off      smallint     not null,
    refused_from    bigint       default 9223372036854775807 not null,
    rules_in_force  integer      default -1 not null,
    in_force_since  bigint       default -1 not null
);

-- The last three came later. They have defaults, so that nodes of an older version can go on.
alter table ipr_node add column if not exists refused_from bigint default 9223372036854775807 not null;
alter table ipr_node add column if not exists rules_in_force integer default -1 not null;
alter table ipr_node add column if not exists in_force_since bigint default -1 not null;

-- The first node that starts writes the store's name and its activation. A row that was lost beside entries is not made anew:
-- its counters have to come from a backup.
insert into ipr_state (id, schema_version, store, revision, token, next_id, last_change_at, activation_ms)
    select 1, 1, '', 0, '', 1, 0, -1
    where not exists (select 1 from ipr_state) and not exists (select 1 from ipr_entry);
