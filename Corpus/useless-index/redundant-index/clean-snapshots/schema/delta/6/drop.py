def run_create(cursor):
    cursor.execute("DROP INDEX members_group")
