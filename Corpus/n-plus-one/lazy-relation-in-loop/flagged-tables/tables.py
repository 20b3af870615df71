import django_tables2 as tables

from models import Captain, Ship


class ShipTable(tables.Table):
    home = tables.Column(linkify=True)  # expect: lazy-relation-in-loop "loads `home`"
    birthplace = tables.Column(accessor="captain__born_in__name")  # expect: lazy-relation-in-loop "loads `born_in`"
    action = tables.Column(empty_values=(), orderable=False)

    class Meta:
        model = Ship
        fields = ("name", "home", "birthplace")


class LoadedShipTable(tables.Table):
    """Its view loads what it shows."""

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
