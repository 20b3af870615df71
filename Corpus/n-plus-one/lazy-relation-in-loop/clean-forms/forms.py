from django import forms

from models import Booking, Harbour, Pier


class PierField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.number} in {obj.harbour.name}"


class SearchForm(forms.Form):
    harbour = forms.ModelChoiceField(queryset=Harbour.objects.select_related("country"))
    pier = PierField(queryset=Pier.objects.select_related("harbour"))
    hidden = forms.ModelChoiceField(queryset=Harbour.objects.all(), widget=forms.HiddenInput)


class BookingForm(forms.ModelForm):
    class Meta:
        model = Booking
        fields = ["pier", "days"]


class MoveForm(forms.ModelForm):
    class Meta:
        model = Booking
        fields = ["harbour", "days"]
        widgets = {"harbour": forms.NumberInput()}


class LateForm(forms.ModelForm):
    class Meta:
        model = Booking
        fields = ["days"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["harbour"].queryset = Harbour.objects.select_related("country").all()
