"""A store that is handed in, known by the one method that has the name; a change that gives back its rows."""


class RoomStore:
    def __init__(self, pool):
        self.pool = pool

    def is_partly_loaded_room(self, room_id):
        rows = self.pool.execute("SELECT room_id FROM partial_rooms WHERE room_id = ?", (room_id,))  # expect: query-in-loop
        return rows.fetchone() is not None

    def claim_one_time_key(self, user):
        sql = "DELETE FROM one_time_keys WHERE user_name = ? RETURNING key_json"
        return self.pool.execute(sql, (user,)).fetchall()  # expect: query-in-loop


class RoomHandler:
    def __init__(self, server):
        self.store = server.stores().main

    def partly_loaded(self, room_ids):
        return [room for room in room_ids if self.store.is_partly_loaded_room(room)]

    def claim(self, users):
        return [self.store.claim_one_time_key(user) for user in users]
