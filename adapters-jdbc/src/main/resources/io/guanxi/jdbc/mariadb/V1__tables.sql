-- The tables of Guanxi, but for those of views, which follow from the types of views.
-- MariaDB 10.6 and later; texts compare by their bytes, trailing blanks included, whatever the language of the database.
-- Times are UTC. Ids are their 16 bytes, for the type uuid has an order of its own. No statement is undone when a later one
-- fails, so the script can be run again from its beginning.

create table if not exists ${event} (
    position bigint auto_increment primary key,
    tenant varchar(63) not null,
    aggregate binary(16) not null,
    sequence bigint not null,
    feature varchar(40) not null,
    name varchar(120) not null,
    revision integer not null,
    payload longtext not null,
    happened_at datetime(6) not null,
    recorded_at datetime(6) not null,
    actor varchar(200) not null,
    command_id binary(16) not null,
    command varchar(120) not null,
    rules integer not null,
    correlation binary(16) not null,
    cause varchar(80)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

create unique index if not exists ${event_index} on ${event} (tenant, aggregate, sequence);

-- Tenants that were created, and those that were erased: no event of one of these is written any more.
create table if not exists ${tenant} (
    tenant varchar(63) primary key,
    created_at datetime(6),
    erased_at datetime(6),
    erased_by varchar(200),
    reason varchar(200)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- The key of what is personal in an aggregate's events. Deleted, it makes that unreadable.
create table if not exists ${key} (
    tenant varchar(63) not null,
    subject binary(16) not null,
    secret varbinary(255) not null,
    primary key (tenant, subject)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Whose keys were destroyed, and why.
create table if not exists ${erasure} (
    tenant varchar(63) not null,
    subject binary(16) not null,
    erased_at datetime(6) not null,
    actor varchar(200) not null,
    reason varchar(200) not null,
    primary key (tenant, subject)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists ${claim} (
    tenant varchar(63) not null,
    scope varchar(80) not null,
    claimed varchar(600) not null,
    holder binary(16) not null,
    primary key (tenant, scope, claimed)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists ${attempt} (
    duty varchar(120) not null,
    tenant varchar(63) not null,
    id binary(16) not null,
    tries integer not null,
    last_at datetime(6) not null,
    error varchar(200) not null,
    primary key (duty, tenant, id)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What commands with an id of their caller were answered.
create table if not exists ${receipt} (
    tenant varchar(63) not null,
    command_id binary(16) not null,
    fingerprint varchar(64) not null,
    outcomes longtext not null,
    kept_at datetime(6) not null,
    primary key (tenant, command_id)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Which aggregates a batch has changed.
create table if not exists ${batch} (
    tenant varchar(63) not null,
    batch binary(16) not null,
    aggregate binary(16) not null,
    changed_at datetime(6) not null,
    primary key (tenant, batch, aggregate)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- The nodes that run, each with its signs of life.
create table if not exists ${node} (
    name varchar(36) not null,
    beat bigint not null,
    primary key (name)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What the log said, link by link. Only ever appended to.
create table if not exists ${chain} (
    number bigint not null primary key,
    amends boolean not null,
    content longtext not null,
    signature varchar(1000) not null
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- How far each reaction has come.
create table if not exists ${token} (
    processor_name varchar(255) not null,
    segment integer not null,
    token longblob,
    token_type varchar(255),
    touched_at varchar(40),
    owner varchar(255),
    primary key (processor_name, segment)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What a reaction has failed at, and what waits behind it.
create table if not exists ${dead_letter} (
    letter_id varchar(255) not null primary key,
    processing_group varchar(255) not null,
    sequence_identifier varchar(255) not null,
    sequence_index bigint not null,
    message_type varchar(255) not null,
    event_identifier varchar(255) not null,
    happened_at varchar(40) not null,
    payload_type varchar(255) not null,
    payload_revision varchar(255),
    payload longblob not null,
    meta_data longblob,
    aggregate_type varchar(255),
    aggregate_identifier varchar(255),
    sequence_number bigint,
    token_type varchar(255),
    token longblob,
    enqueued_at varchar(40) not null,
    last_touched varchar(40),
    processing_started varchar(40),
    cause_type varchar(255),
    cause_message varchar(1023),
    diagnostics longblob,
    unique (processing_group, sequence_identifier, sequence_index)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- The editions of each view's table: the shape that it was made for, and whether its rows have been folded. The last folded one is
-- read; one that is not is being made, by whom the beat tells as long as it changes.
create table if not exists ${view_type} (
    name varchar(40) not null,
    edition integer not null,
    fingerprint varchar(64) not null,
    folded boolean not null,
    folded_at bigint,
    maker varchar(40),
    beat bigint default 0 not null,
    looked_up boolean default false not null,
    primary key (name, edition)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- The parts of the log that an edition is folded from, and which of them have been.
create table if not exists ${view_part} (
    name varchar(40) not null,
    edition integer not null,
    number integer not null,
    tenant varchar(63) not null,
    first_id binary(16) not null,
    behind_id binary(16),
    streams bigint not null,
    folded boolean not null,
    primary key (name, edition, number)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- The last known state of aggregates with many events; it can be thrown away at any time.
create table if not exists ${snapshot} (
    tenant varchar(63) not null,
    aggregate binary(16) not null,
    feature varchar(63) not null,
    revision integer not null,
    version bigint not null,
    payload longtext not null,
    primary key (tenant, aggregate)
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

-- What the newest build knew when an upgrade was finished: the newest revision of each event, by its stored name.
create table if not exists ${upgrade} (
    name varchar(120) not null primary key,
    revision integer not null
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists ${schema_version} (
    version integer not null
) engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin;

insert into ${schema_version} (version)
select 1 from dual where not exists (select version from ${schema_version});
