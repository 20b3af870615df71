"""Pages whose templates read the rows."""

from django.shortcuts import render
from django.views.generic import ListView

from .models import Book, Loan


def book_page(request):
    books = Book.objects.all()
    return render(request, "catalog/books.html", {"books": books})


def line_page(request):
    return render(request, "catalog/lines.html", {"books": Book.objects.filter(year__gte=1900)})


class LoanPage(ListView):
    queryset = Loan.objects.all()
    template_name = "catalog/loans.html"


def loaded_page(request):
    books = Book.objects.select_related("author")
    return render(request, "catalog/loaded.html", {"books": books})


class LoadedLoanPage(ListView):
    queryset = Loan.objects.select_related("member")
    template_name = "catalog/loaded_loans.html"
    context_object_name = "loans"
