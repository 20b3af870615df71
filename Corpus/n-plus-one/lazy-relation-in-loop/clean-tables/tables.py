import django_tables2 as tables

from models import Captain, Ship


class ShipTable(tables.Table):
    home = tables.Column(linkify=True)
    birthplace = tables.Column(accessor="captain__born_in__name")

    class Meta:
        model = Ship


class CaptainTable(tables.Table):
    """It loads what it shows by itself."""

    born_in = tables.Column()

    class Meta:
        model = Captain

    def __init__(self, *args, data, **kwargs):
        super().__init__(*args, data=data.select_related("born_in"), **kwargs)
