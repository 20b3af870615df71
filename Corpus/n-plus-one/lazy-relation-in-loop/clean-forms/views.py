from django.views.generic import CreateView, UpdateView

from forms import LateForm
from models import Booking


class BookingCreate(CreateView):
    """The form says what is shown, not the view."""

    model = Booking
    form_class = LateForm
    fields = ["harbour"]


class BookingUpdate(UpdateView):
    model = Booking
    fields = ["pier", "days"]
