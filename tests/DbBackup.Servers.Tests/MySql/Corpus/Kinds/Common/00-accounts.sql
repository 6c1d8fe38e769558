-- Accounts are the server's, not the database's; views and routines only name them.
CREATE USER IF NOT EXISTS 'corpus_definer'@'localhost', 'odd ''definer'''@'%';
GRANT ALL ON *.* TO 'corpus_definer'@'localhost';
