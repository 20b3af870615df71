"""Project wrappers around cursors: transaction functions handed on, statements put together from arguments."""
import functools


class Pool:
    def __init__(self, runner):
        self._runner = runner

    async def in_transaction(self, description, function, *args, **kwargs):
        def inner(connection, *args, **kwargs):
            cursor = connection.cursor()
            return function(cursor, *args, **kwargs)

        return await self._runner.with_connection(inner, *args, **kwargs)

    async def select_one(self, table, keys, column):
        return await self.in_transaction("select_one", self._select_one_txn, table, keys, column)

    @staticmethod
    def _select_one_txn(txn, table, keys, column):
        sql = "SELECT %s FROM %s WHERE %s" % (column, table, " AND ".join(keys))
        txn.execute(sql, list(keys.values()))  # expect: query-in-loop "halls"
        return txn.fetchone()


class HallStore:
    def __init__(self, pool: Pool):
        self.pool = pool

    async def is_open(self, hall_id: str):
        return await self.pool.select_one(table="halls", keys={"hall_id": hall_id}, column="is_open")

    @functools.lru_cache(maxsize=None)
    def builder(self, hall_id: str):
        return self.pool.in_transaction("builder", self._builder_txn, hall_id)

    def _builder_txn(self, txn, hall_id):
        txn.execute("SELECT builder FROM builders WHERE hall_id = ?", (hall_id,))  # doubted: query-in-loop
        return txn.fetchone()


async def open_halls(store: HallStore, hall_ids: list[str]):
    return [hall_id for hall_id in hall_ids if await store.is_open(hall_id)]


def builders(store: HallStore, hall_ids: list[str]):
    for hall_id in hall_ids:
        print(store.builder(hall_id))


def one_builder(store: HallStore, hall_ids: list[str], main: str):
    for hall_id in hall_ids:
        print(hall_id, store.builder(main))


def labels(permission_field, type_ids):
    permissions = permission_field.choices_query.order_by("name")
    for type_id in type_ids:
        for permission in permissions.filter(content_type_id=type_id):  # expect: query-in-loop "permissions"
            print(permission.codename)
