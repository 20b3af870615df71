import django_tables2 as tables

from models import Ship


class ShipTable(tables.Table):
    home = tables.Column(linkify=True)  # expect: lazy-relation-in-loop "loads `home`"
    birthplace = tables.Column(accessor="captain__born_in__name")  # expect: lazy-relation-in-loop "loads `born_in`"
    action = tables.Column(empty_values=(), orderable=False)

    class Meta:
        model = Ship
        fields = ("name", "home", "birthplace")
