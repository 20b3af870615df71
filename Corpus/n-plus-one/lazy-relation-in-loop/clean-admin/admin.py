from django.contrib import admin

from .models import Bloom, Rose


@admin.register(Rose)
class RoseAdmin(admin.ModelAdmin):
    """A column that is a relation makes the change list load the relations."""

    list_display = ["title", "breeder", "breeder_name"]

    def breeder_name(self, rose):
        return rose.breeder.name


@admin.register(Bloom)
class BloomAdmin(admin.ModelAdmin):
    list_display = ["colour", "rose_title"]
    list_select_related = ["rose"]

    def rose_title(self, bloom):
        return bloom.rose.title
