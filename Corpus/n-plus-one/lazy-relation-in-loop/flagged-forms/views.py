from django.views.generic import UpdateView

from models import Crossing


class CrossingUpdate(UpdateView):
    model = Crossing
    fields = ["ferry", "day"]
