from django_tables2 import SingleTableView

from models import Ship
from tables import ShipTable


class ShipList(SingleTableView):
    queryset = Ship.objects.select_related("captain")
    table_class = ShipTable
