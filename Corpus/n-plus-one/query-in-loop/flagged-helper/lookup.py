from .models import Country


def country_of(parcel):
    return by_code(parcel.country_code)


def by_code(code):
    return Country.objects.get(code=code)  # doubted: query-in-loop
