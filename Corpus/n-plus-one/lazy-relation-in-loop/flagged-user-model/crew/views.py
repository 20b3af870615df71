from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.http import JsonResponse
from django.shortcuts import render


def roster(request):
    rows = []
    for user in User.objects.filter(is_active=True):
        rows.append({"name": user.username, "flights": user.flight_set.count()})  # expect: lazy-relation-in-loop
    return JsonResponse({"rows": rows})


def licences(request):
    pilots = get_user_model().objects.filter(is_staff=True)
    return JsonResponse({"pilots": [{"id": p.id, "number": p.licence.number} for p in pilots]})  # expect: lazy-relation-in-loop "`licence`"


def matrix():
    result = {}
    for group in Group.objects.all():
        result[group.name] = [p.codename for p in group.permissions.all()]  # expect: lazy-relation-in-loop
    return result


def journal(request):
    return render(request, "journal.html", {"entries": LogEntry.objects.order_by("-pk")})
