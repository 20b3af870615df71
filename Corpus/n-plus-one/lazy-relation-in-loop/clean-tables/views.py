from django_tables2 import SingleTableMixin
from django.views.generic import ListView

from models import Captain, Ship
from tables import CaptainTable, ShipTable


class ShipList(SingleTableMixin, ListView):
    model = Ship
    table_class = ShipTable

    def get_queryset(self):
        return super().get_queryset().select_related("home", "captain__born_in")


class CaptainList(SingleTableMixin, ListView):
    model = Captain
    table_class = CaptainTable
