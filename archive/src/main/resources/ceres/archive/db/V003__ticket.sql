-- What the workplace calls a job that it runs (number of a process, of a Slurm job): who takes over a campaign finds its jobs again.

alter table job add column ticket text;
