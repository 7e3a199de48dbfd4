-- A campaign is a month; its jobs are pairs. The database is the only record of state: whatever dies, the next start reads here what is left.

create table campaign (
    month      date primary key,          -- first day
    state      text not null check (state in ('RUNNING', 'FINISHED', 'CANCELLED')),
    executor   text not null,
    started    timestamptz not null default now(),
    finished   timestamptz
);

create table job (
    id        bigint generated always as identity primary key,
    month     date not null references campaign on delete cascade,
    name      text not null,
    manifest  text not null,              -- file that run-entry reads
    state     text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'REJECTED', 'FAILED', 'CANCELLED')),
    attempts  integer not null default 0,
    exit_code integer,
    message   text,                       -- last words of a failed run
    started   timestamptz,
    finished  timestamptz,
    unique (month, name)
);
create index job_state on job (month, state);
