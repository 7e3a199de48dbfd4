-- What the pipeline found, bundle by bundle. The bundle's files lie in a folder; here is what pages search, sort and count.

create table entry (
    id     bigint generated always as identity primary key,
    name   text not null unique,         -- 6i52_4410, or the name of a private pair
    pdb    text,                         -- classic four characters, or pdb_xxxxxxxx
    emdb   text,                         -- digits with their leading zeros: 0275
    title  text,
    check ((pdb is null) = (emdb is null))
);
create index entry_pdb on entry (pdb);
create index entry_emdb on entry (emdb);

create table run (
    id              bigint generated always as identity primary key,
    entry_id        bigint not null references entry,
    month           date not null,               -- first day of the month of the campaign, or of the private run
    private         boolean not null,            -- not part of a campaign
    status          text not null check (status in ('REFINED', 'NOT_REFINED', 'FAILED')),
    verdict         text not null,               -- IMPROVED, IMPROVED_WITH_TRADE_OFF, UNCHANGED, WORSE, NOT_REFINED
    sentence        text not null,               -- the verdict in words
    reason          text,                        -- why there is no refined model
    curation        text not null,               -- ACCEPTED, ACCEPTED_WITH_WARNINGS, REJECTED
    resolution      double precision,            -- A
    software        text not null,
    started         timestamptz not null,
    finished        timestamptz not null,
    seconds         double precision not null,
    residues        integer,                     -- protein and nucleic residues
    atoms           integer,
    chains          integer,
    half_maps       boolean not null,
    moved           integer,                     -- residues moved by more than the threshold of changes.json
    rotamers        integer,                     -- rotamers changed
    flipped         integer,                     -- peptides flipped
    folder          text not null,               -- of the bundle's files, relative to the archive's folder
    manifest_sha256 text not null,
    ingested        timestamptz not null default now(),
    unique (entry_id, month)
);
create index run_month on run (month);

-- Table 1 before and after: a value, or the reason of its absence.
create table measurement (
    run_id  bigint not null references run on delete cascade,
    metric  text not null,
    model   text not null check (model in ('initial', 'refined')),
    value   double precision,
    absent  text check (absent in ('NOT_APPLICABLE', 'INPUT_MISSING', 'COMPUTATION_FAILED')),
    detail  text,
    primary key (run_id, metric, model),
    check ((value is null) <> (absent is null))
);
create index measurement_metric on measurement (metric, model, value);

-- One row a run, one array a column: a page reads a whole chain at once and nobody updates a residue.
create table residues (
    run_id           bigint primary key references run on delete cascade,
    chain            text[] not null,
    seq              integer[] not null,
    icode            text[] not null,
    altloc           text[] not null,
    name             text[] not null,
    kind             text[] not null,
    moved            real[] not null,             -- A; null elements where there is no refined twin
    cc_initial       real[] not null,
    cc_refined       real[] not null,
    q_initial        real[] not null,
    q_refined        real[] not null,
    b_initial        real[] not null,
    b_refined        real[] not null,
    outliers_initial smallint[] not null,         -- how many kinds of outlier the residue is, 0 to 4
    outliers_refined smallint[] not null
);

create table finding (
    run_id   bigint not null references run on delete cascade,
    ordinal  integer not null,
    code     text not null,
    severity text not null check (severity in ('ERROR', 'WARNING')),
    sentence text not null,
    evidence text not null,
    remedy   text not null,
    primary key (run_id, ordinal)
);
create index finding_code on finding (code);

create table artifact (
    run_id     bigint not null references run on delete cascade,
    name       text not null,
    bytes      bigint not null,
    sha256     text not null,
    media_type text not null,
    primary key (run_id, name)
);
