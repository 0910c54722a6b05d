-- Why a skill is in quarantine, since when, and what it goes back to when it is let go.
ALTER TABLE skills ADD COLUMN quarantined_at timestamptz;
ALTER TABLE skills ADD COLUMN quarantine_reason text;
ALTER TABLE skills ADD COLUMN quarantined_from text;
UPDATE skills SET quarantined_at = updated_at, quarantined_from = 'published',
    quarantine_reason = 'Its name or its publisher''s may be taken for another''s.'
WHERE status = 'quarantined';
ALTER TABLE skills ADD CONSTRAINT skills_quarantine CHECK (
    (status = 'quarantined') = (quarantined_at IS NOT NULL)
    AND (quarantined_at IS NULL) = (quarantine_reason IS NULL)
    AND (quarantined_at IS NULL) = (quarantined_from IS NULL)
    AND quarantined_from IN ('draft', 'published', 'withdrawn'));
CREATE INDEX skills_quarantined ON skills (quarantined_at) WHERE status = 'quarantined';
