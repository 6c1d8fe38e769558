-- Settings of the database, for all and for one role; hostile to whoever reads or restores it.
DO $$
DECLARE
    setting text;
BEGIN
    FOREACH setting IN ARRAY ARRAY['"DateStyle" = ''SQL, DMY''', '"IntervalStyle" = ''sql_standard''', '"TimeZone" = ''Asia/Kathmandu''', 'extra_float_digits = -15',
        'bytea_output = escape', 'search_path = empty, shop', 'standard_conforming_strings = off', 'quote_all_identifiers = on', 'xmlbinary = hex', 'work_mem = ''5MB'''] LOOP
        EXECUTE format('ALTER DATABASE %I SET %s', current_database(), setting);
    END LOOP;
    EXECUTE format('ALTER ROLE corpus_reader IN DATABASE %I SET application_name = %L', current_database(), 'it''s "reading"');
END $$;
