from django.contrib import admin

from .models import Bloom, Rose


@admin.register(Rose)
class RoseAdmin(admin.ModelAdmin):
    list_display = ["title", "trait_names"]

    def trait_names(self, rose):
        return ", ".join(trait.name for trait in rose.traits.all())  # expect: lazy-relation-in-loop


class BloomAdmin(admin.ModelAdmin):
    search_fields = ["colour"]


admin.site.register(Bloom, BloomAdmin)
