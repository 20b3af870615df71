"""Project wrappers around cursors: transaction functions handed on, statements put together from arguments."""
import functools


class Pool:
    def __init__(self, runner):
        self._runner = runner

    async def run_interaction(self, description, function, *args, **kwargs):
        def inner(connection, *args, **kwargs):
            cursor = connection.cursor()
            return function(cursor, *args, **kwargs)

        return await self._runner.run_with_connection(inner, *args, **kwargs)

    async def select_one(self, table, keys, column):
        return await self.run_interaction("select_one", self._select_one_txn, table, keys, column)

    @staticmethod
    def _select_one_txn(txn, table, keys, column):
        sql = "SELECT %s FROM %s WHERE %s" % (column, table, " AND ".join(keys))
        txn.execute(sql, list(keys.values()))  # expect: query-in-loop "rooms"
        return txn.fetchone()


class RoomStore:
    def __init__(self, pool: Pool):
        self.pool = pool

    async def is_public(self, room_id: str):
        return await self.pool.select_one(table="rooms", keys={"room_id": room_id}, column="is_public")

    @functools.lru_cache(maxsize=None)
    def creator(self, room_id: str):
        return self.pool.run_interaction("creator", self._creator_txn, room_id)

    def _creator_txn(self, txn, room_id):
        txn.execute("SELECT creator FROM creators WHERE room_id = ?", (room_id,))  # doubted: query-in-loop
        return txn.fetchone()


async def public_rooms(store: RoomStore, room_ids: list[str]):
    return [room_id for room_id in room_ids if await store.is_public(room_id)]


def creators(store: RoomStore, room_ids: list[str]):
    for room_id in room_ids:
        print(store.creator(room_id))


def one_creator(store: RoomStore, room_ids: list[str], main: str):
    for room_id in room_ids:
        print(room_id, store.creator(main))


def labels(permission_field, type_ids):
    permissions = permission_field.choices_query.order_by("name")
    for type_id in type_ids:
        for permission in permissions.filter(content_type_id=type_id):  # expect: query-in-loop "permissions"
            print(permission.codename)
