from django.views.generic import ListView
from django_tables2 import SingleTableMixin, SingleTableView

from models import Captain, Ship
from tables import CaptainTable, LoadedShipTable, ShipTable


class ShipList(SingleTableView):
    queryset = Ship.objects.select_related("captain")
    table_class = ShipTable


class LoadedShipList(SingleTableMixin, ListView):
    model = Ship
    table_class = LoadedShipTable

    def get_queryset(self):
        return super().get_queryset().select_related("home", "captain__born_in")


class CaptainList(SingleTableMixin, ListView):
    model = Captain
    table_class = CaptainTable
