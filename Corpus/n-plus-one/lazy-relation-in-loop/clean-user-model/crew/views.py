from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.db.models import Count
from django.http import JsonResponse


def roster(request):
    rows = []
    for user in User.objects.filter(is_active=True).annotate(flights=Count("flight")):
        rows.append({"name": user.username, "flights": user.flights})
    return JsonResponse({"rows": rows})


def licences(request):
    pilots = get_user_model().objects.filter(is_staff=True).select_related("licence")
    return JsonResponse({"pilots": [{"id": p.id, "number": p.licence.number} for p in pilots]})


def matrix():
    result = {}
    for group in Group.objects.prefetch_related("permissions"):
        result[group.name] = [p.codename for p in group.permissions.all()]
    return result


def journal():
    return [(entry.user.username, entry.user_id) for entry in LogEntry.objects.select_related("user")]


def own(request):
    return [group.name for group in request.user.groups.all()]
