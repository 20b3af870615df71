from django.contrib import admin
from django.urls import path

from catalog import api, pages, views

urlpatterns = [
    path("books/", views.books),
    path("labels/", views.labels),
    path("credits/", views.credits),
    path("loans/", views.loans),
    path("holdings/", views.holdings),
    path("due/", views.due),
    path("tags/", views.tags),
    path("recent/", views.recent),
    path("imprints/", views.imprints),
    path("series/<int:pk>/", views.series),
    path("counts/", views.counts),
    path("history/", views.history),
    path("clean/joined/", views.joined),
    path("clean/labels/", views.labels_loaded),
    path("clean/prefetched/", views.prefetched),
    path("clean/prefetch-object/", views.prefetch_object),
    path("clean/values/", views.plain_values),
    path("clean/annotated/", views.annotated),
    path("clean/in-bulk/", views.in_bulk),
    path("clean/one/<int:pk>/", views.one),
    path("api/books/", api.BookList.as_view()),
    path("api/holdings/", api.HoldingList.as_view()),
    path("api/loans/", api.LoanList.as_view()),
    path("api/members/", api.MemberList.as_view()),
    path("api/clean/books/", api.LoadedBookList.as_view()),
    path("api/clean/holdings/", api.LoadedHoldingList.as_view()),
    path("pages/books/", pages.book_page),
    path("pages/lines/", pages.line_page),
    path("pages/loans/", pages.LoanPage.as_view()),
    path("pages/clean/", pages.loaded_page),
    path("pages/clean-loans/", pages.LoadedLoanPage.as_view()),
    path("admin/", admin.site.urls),
]
