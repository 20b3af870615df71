from django.contrib import admin

from models import Pet, Visit


class VisitInline(admin.TabularInline):
    model = Visit
    raw_id_fields = ["drug"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("drug")


@admin.register(Pet)
class PetAdmin(admin.ModelAdmin):
    list_display = ["name"]
    autocomplete_fields = ["clinic"]
    inlines = [VisitInline]
