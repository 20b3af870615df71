SELECT a, FROM t;
CREATE TABLE t (a int, b ***, c text);
SELECT 1 +;
SELECT 'open
