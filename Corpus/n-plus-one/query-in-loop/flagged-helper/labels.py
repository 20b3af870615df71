from .lookup import country_of
from .models import Parcel


def labels():
    return [country_of(parcel).code for parcel in Parcel.objects.all()]
