-- Extended statistics: kinds, expressions, targets.
CREATE STATISTICS shop.all_kinds ON id, n, name FROM shop.indexed;
CREATE STATISTICS shop."odd ""statistics""" (ndistinct, mcv) ON (id % 5), n, (lower(name)) FROM shop.indexed;
CREATE STATISTICS shop.one_expression ON (id * 2) FROM shop.indexed;
ALTER STATISTICS shop.all_kinds SET STATISTICS 333;
COMMENT ON STATISTICS shop.all_kinds IS 'All';
ALTER STATISTICS shop.all_kinds OWNER TO corpus_owner;
