from django.contrib import admin

from models import Pet, Visit


class VisitInline(admin.TabularInline):
    model = Visit
    extra = 0
    raw_id_fields = ["drug"]


@admin.register(Pet)
class PetAdmin(admin.ModelAdmin):
    list_display = ["name"]
    inlines = [VisitInline]
