-- What credentials say that have rights of their own, so that those which say no more than their agent may now can be
-- kept. Absent for those whose rights are the template of their role, and for those of before.
ALTER TABLE nats_credentials ADD COLUMN grants jsonb;
