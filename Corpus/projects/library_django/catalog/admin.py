"""The admin lists: one row of the page for each row of the table."""

from django.contrib import admin

from .models import Book, Copy, Fine, Loan, Member


@admin.register(Loan)
class LoanAdmin(admin.ModelAdmin):
    list_display = ["day", "borrower"]

    def borrower(self, loan):
        return loan.member.name


@admin.register(Fine)
class FineAdmin(admin.ModelAdmin):
    """Shows `__str__`, which reads the loan."""

    raw_id_fields = ["loan"]


@admin.register(Book)
class BookAdmin(admin.ModelAdmin):
    """Django joins the relations that are listed by their own name."""

    list_display = ["title", "author"]


@admin.register(Copy)
class CopyAdmin(admin.ModelAdmin):
    list_display = ["id", "place"]
    list_select_related = ["shelf"]

    def place(self, copy):
        return copy.shelf.code


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    list_display = ["name"]
