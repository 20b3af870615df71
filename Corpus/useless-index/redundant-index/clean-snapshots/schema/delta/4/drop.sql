DROP INDEX IF EXISTS groups_name;
