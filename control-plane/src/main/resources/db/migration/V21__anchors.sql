-- How far each chain of the audit log was told of outside the database, and when. A chain that ends before that was cut.
CREATE TABLE audit_anchors (
    chain text        PRIMARY KEY,
    seq   bigint      NOT NULL,
    at    timestamptz NOT NULL
);
