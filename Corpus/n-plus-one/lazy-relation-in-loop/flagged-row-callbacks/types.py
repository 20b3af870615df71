import strawberry_django

from . import models


@strawberry_django.type(models.Rose)
class RoseType:
    @strawberry_django.field  # expect: lazy-relation-in-loop
    def blooms_shown(self):
        return self.blooms.all()

    @strawberry_django.field(prefetch_related="traits")
    def traits_shown(self):
        return self.traits.all()
