from base import Exporter, JSONList
from models import Boat


class BoatList(JSONList):
    model = Boat

    def line(self, row):
        return {"name": row.name, "owner": row.owner.name}  # expect: lazy-relation-in-loop


class BoatExport(Exporter):
    queryset = Boat.objects.filter(name__gt="a")

    def line(self, row):
        return [row.name, row.owner.name]  # expect: lazy-relation-in-loop


class LoadedExport(Exporter):
    queryset = Boat.objects.select_related("owner")

    def line(self, row):
        return [row.name, row.owner.name]
