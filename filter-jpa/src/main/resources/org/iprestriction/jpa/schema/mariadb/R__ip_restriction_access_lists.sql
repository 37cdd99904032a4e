-- Access lists: what is saved, when each state of it applies, who changed it, and what the nodes report.
--
-- Instants are milliseconds since 1970-01-01T00:00Z; 9223372036854775807 is an open end. Identifiers are handed out by the
-- one row of ipr_state, which every writer locks before anything else. Booleans are 0 and 1. Text is compared
-- byte by byte, whatever the collation of the server: one that ignores case, accents or spaces at the end does not matter.
-- MariaDB and MySQL have different names for this; each of them reads only its own of the two comments behind a table.
--
-- It may be run again at any time: it adds what is missing, and what is there already stays as it is. Run it by hand, or
-- name its folder as one more location of your application's own Flyway, where it is a repeatable migration and its name
-- collides with no version.

create table if not exists ipr_state (
    id             smallint     not null primary key,
    schema_version smallint     not null,
    store          varchar(40)  not null,
    revision       bigint       not null,
    token          varchar(32)  not null,
    next_id        bigint       not null,
    last_change_at bigint       not null,
    activation_ms  bigint       not null
) engine = InnoDB character set utf8mb4 /*M!100201 collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */;

create table if not exists ipr_entry (
    id         bigint       not null primary key,
    list_name  varchar(100) not null,
    entry_name varchar(200) not null,
    name_key   varchar(600) not null,
    version    bigint       not null,
    deleted    smallint     not null,
    revision   bigint       not null,
    created_at bigint       not null,
    created_by varchar(200) not null,
    changed_at bigint       not null,
    changed_by varchar(200) not null,
    index ipr_entry_by_name (list_name, name_key),
    index ipr_entry_by_id (list_name, id),
    index ipr_entry_by_revision (list_name, revision)
) engine = InnoDB character set utf8mb4 /*M!100201 collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */;

-- One saved state of an entry. It applies from begins_at until ends_at; begins_at = ends_at: it was withdrawn before it began.
-- The indexes that are named "kept" are sorted by the ends, so that thousands of edits of one entry do not slow down the next one;
-- "not_allow" finds the blocks, which are read again before each save.
create table if not exists ipr_entry_version (
    id            bigint       not null primary key,
    entry_id      bigint       not null,
    list_name     varchar(100) not null,
    rule_action   varchar(5)   not null,
    notation      varchar(200) not null,
    first_address varchar(45)  not null,
    last_address  varchar(45)  not null,
    enabled       smallint     not null,
    begins_at     bigint       not null,
    ends_at       bigint       not null,
    expires_at    bigint,
    revision      bigint       not null,
    touched_at    bigint       not null,
    constraint ipr_entry_version_of foreign key (entry_id) references ipr_entry (id),
    index ipr_entry_version_by_revision (list_name, revision),
    index ipr_entry_version_since (revision),
    index ipr_entry_version_by_entry (entry_id),
    index ipr_entry_version_by_end (list_name, ends_at),
    index ipr_entry_version_by_range (list_name, first_address, last_address),
    index ipr_entry_version_kept_by_entry (entry_id, ends_at),
    index ipr_entry_version_kept_by_range (list_name, first_address, last_address, ends_at),
    index ipr_entry_version_not_allow (list_name, rule_action, ends_at)
) engine = InnoDB character set utf8mb4 /*M!100201 collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */;

-- This index came later.
alter table ipr_entry_version /*M!100201 add index if not exists ipr_entry_version_since (revision) */;

-- The history: one row for each revision, never updated. The token is random: after a restore the same numbers come again.
create table if not exists ipr_change (
    revision        bigint        not null primary key,
    token           varchar(32)   not null,
    list_name       varchar(100)  not null,
    entry_id        bigint        not null,
    entry_name      varchar(200)  not null,
    verb            varchar(10)   not null,
    changed_by      varchar(200)  not null,
    changed_at      bigint        not null,
    from_address    varchar(100),
    before_text     varchar(1000),
    after_text      varchar(1000),
    effective_at    bigint,
    request_key     varchar(200),
    request_content varchar(64),
    index ipr_change_by_entry (entry_id, revision),
    index ipr_change_by_request (changed_by, request_key)
) engine = InnoDB character set utf8mb4 /*M!100201 collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */;

-- What was set for a list as a whole. A list without a row, or without a number in it, has the limit that is set for all lists.
create table if not exists ipr_list (
    list_name   varchar(100) not null primary key,
    max_entries integer,
    revision    bigint       not null,
    changed_at  bigint       not null,
    changed_by  varchar(200) not null
) engine = InnoDB character set utf8mb4 /*M!100201 collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */;

-- What each running copy last said about itself; the key is drawn at random at each start.
create table if not exists ipr_node (
    id              varchar(64)  not null primary key,
    node_name       varchar(200) not null,
    loaded_revision bigint       not null,
    loaded_token    varchar(32)  not null,
    started_at      bigint       not null,
    signed_on_at    bigint       not null,
    last_seen_at    bigint       not null,
    clock_offset_ms bigint       not null,
    problem         varchar(500),
    signed_off      smallint     not null,
    refused_from    bigint       default 9223372036854775807 not null,
    rules_in_force  integer      default -1 not null,
    in_force_since  bigint       default -1 not null
) engine = InnoDB character set utf8mb4 /*M!100201 collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */;

-- The last three came later. They have defaults, so that nodes of an older version can go on.
alter table ipr_node /*M!100201 add column if not exists refused_from bigint default 9223372036854775807 not null,
    add column if not exists rules_in_force integer default -1 not null,
    add column if not exists in_force_since bigint default -1 not null */;

-- The first node that starts writes the store's name and its activation. A row that was lost beside entries is not made anew:
-- its counters have to come from a backup.
insert into ipr_state (id, schema_version, store, revision, token, next_id, last_change_at, activation_ms)
    select 1, 1, '', 0, '', 1, 0, -1 from dual
    where not exists (select 1 from ipr_state) and not exists (select 1 from ipr_entry);
