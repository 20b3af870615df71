from django import forms

from models import Berth, Booking, Crane, Harbour, Pier


class PierField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.number} in {obj.harbour.name}"  # expect: lazy-relation-in-loop "loads `harbour`"


class SearchForm(forms.Form):
    harbour = forms.ModelChoiceField(queryset=Harbour.objects.order_by("name"))
    pier = PierField(queryset=Pier.objects.all())


class BookingForm(forms.ModelForm):
    class Meta:
        model = Booking
        fields = ["berth", "days"]


class CraneForm(forms.ModelForm):
    class Meta:
        model = Booking
        fields = ["days"]

    def __init__(self, *args, pier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["crane"].queryset = Crane.objects.filter(pier__number__gt=pier)
