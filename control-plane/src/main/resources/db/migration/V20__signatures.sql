-- Keys that publishers sign with (Ed25519, the public half in DER), and by which one a version was signed.
CREATE TABLE publisher_keys (
    publisher_id  uuid        NOT NULL REFERENCES publishers (id) ON DELETE CASCADE,
    id            text        NOT NULL,
    name          text        NOT NULL,
    public_key    bytea       NOT NULL,
    added_by      text,
    created_at    timestamptz NOT NULL,
    retired_at    timestamptz,
    retire_reason text,
    PRIMARY KEY (publisher_id, id),
    FOREIGN KEY (publisher_id, added_by) REFERENCES publisher_keys (publisher_id, id),
    CONSTRAINT publisher_keys_id CHECK (id = encode(sha256(public_key), 'hex')),
    CONSTRAINT publisher_keys_retired CHECK ((retired_at IS NULL) = (retire_reason IS NULL))
);

ALTER TABLE skill_versions ADD COLUMN signed_by text;
ALTER TABLE skill_versions ADD CONSTRAINT skill_versions_signed CHECK (
    (signature IS NULL) = (signed_by IS NULL) AND octet_length(signature) = 64);
