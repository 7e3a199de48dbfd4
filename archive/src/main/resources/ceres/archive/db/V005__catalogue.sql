-- Every entry of the public archives as their own lists have it, for the figures of the field; taken over whole, once a month.

create table catalogue (
    archive    text not null check (archive in ('PDB', 'EMDB')),
    id         text not null,
    method     text not null check (method in ('X_RAY', 'NMR', 'EM', 'OTHER')),
    year       integer not null,             -- of deposition (PDB), of release (EMDB)
    resolution double precision,             -- A
    modelled   boolean not null,             -- a model was built into the map
    large      boolean not null,             -- above 1000 kDa
    taken      timestamptz not null default now(),
    primary key (archive, id)
);
