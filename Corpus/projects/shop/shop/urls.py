from django.urls import path

from . import views

urlpatterns = [
    path("orders/", views.order_list, name="orders"),
    path("orders/export/", views.export_orders, name="export-orders"),
    path("orders/shipped/", views.shipped_orders, name="shipped-orders"),
    path("orders/<str:number>/", views.order_detail, name="order"),
    path("customers/", views.customers_by_email, name="customers"),
    path("products/missing/", views.missing_products, name="missing-products"),
]
