"""A store that is handed in, known by the one method that has the name; a change that gives back its rows."""


class ParcelStore:
    def __init__(self, pool):
        self.pool = pool

    def is_held_at_customs(self, parcel):
        rows = self.pool.execute("SELECT parcel FROM held_parcels WHERE parcel = ?", (parcel,))  # expect: query-in-loop
        return rows.fetchone() is not None

    def take_spare_label(self, depot):
        sql = "DELETE FROM spare_labels WHERE depot = ? RETURNING code"
        return self.pool.execute(sql, (depot,)).fetchall()  # expect: query-in-loop


class ParcelDesk:
    def __init__(self, services):
        self.store = services.stores().parcels

    def held(self, parcels):
        return [parcel for parcel in parcels if self.store.is_held_at_customs(parcel)]

    def take_labels(self, depots):
        return [self.store.take_spare_label(depot) for depot in depots]
