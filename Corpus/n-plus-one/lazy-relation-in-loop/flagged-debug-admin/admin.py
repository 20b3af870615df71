"""Pages that only developers see are no pages of the application."""
from django.conf import settings
from django.contrib import admin

from .models import Chair, Lamp


class LampAdmin(admin.ModelAdmin):
    list_display = ["__str__"]


class ChairAdmin(admin.ModelAdmin):
    list_display = ["__str__"]


admin.site.register(Lamp, LampAdmin)

if settings.DEBUG:
    admin.site.register(Chair, ChairAdmin)
