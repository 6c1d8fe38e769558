-- Row security: policies of all kinds, forced and not, a policy without row security, row security without a policy.
CREATE TABLE shop.secured (id int, who name DEFAULT current_user);
ALTER TABLE shop.secured ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.secured FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON shop.secured USING (who = current_user);
CREATE POLICY "odd ""policy""" ON shop.secured AS RESTRICTIVE FOR UPDATE TO corpus_reader, "Corpus ""odd"" role" USING (id > 0) WITH CHECK (id < 100 AND EXISTS (SELECT FROM shop.columns c WHERE c.id = secured.id));
CREATE POLICY inserts ON shop.secured FOR INSERT TO corpus_writer WITH CHECK (true);
CREATE POLICY selects ON shop.secured FOR SELECT USING (id % 2 = 0);
COMMENT ON POLICY own_rows ON shop.secured IS 'Only one''s own';
INSERT INTO shop.secured SELECT i, 'corpus_reader' FROM generate_series(1, 10) i;
CREATE TABLE shop.secured_by_nobody (a int);
ALTER TABLE shop.secured_by_nobody ENABLE ROW LEVEL SECURITY;
CREATE POLICY not_in_force ON shop.hen USING (false);
