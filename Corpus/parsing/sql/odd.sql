select "a""b", [c d], `e` from "f g"."h" where x = 'it''s' /* a /* nested */ comment */;
SELECT * FROM ((a JOIN b ON a.i = b.i)) LEFT JOIN (SELECT 1 AS i) c USING (i);
SELECT ((SELECT 1) UNION (SELECT 2 ORDER BY 1 LIMIT 1));
SELECT CASE x WHEN 1 THEN 'a' END, CAST(y AS DECIMAL(10, 2)), -z, NOT w, a IS NOT NULL, b NOT LIKE 'x%' ESCAPE '\';
CREATE TABLE key (key TEXT, value, "order" INT, PRIMARY KEY (key));
SELECT * FROM {table} WHERE {column} = {value} AND a IN ({ids}) ORDER BY x {direction};
