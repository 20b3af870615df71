from django.http import JsonResponse

from . import reports


def depots(request):
    return JsonResponse({"rows": reports.rows()})


CHOICES = {"depots": reports.choices}
