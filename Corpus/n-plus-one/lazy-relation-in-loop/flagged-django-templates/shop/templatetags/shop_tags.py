"""A tag that shows a part of its own, a plain tag and a filter."""

from django import template

register = template.Library()


@register.inclusion_tag("shop/includes/seller.html")
def seller_box(order):
    return {"order": order}


@register.simple_tag
def note_count(order):
    return order.notes.count()  # expect: lazy-relation-in-loop "`notes`"


@register.filter
def region_name(invoice):
    return invoice.order.customer_id  # expect: lazy-relation-in-loop "each of `invoices` loads `order`"
