from shop.models import Event


def has_history(user):
    return Event.objects.filter(user=user).exists()


def is_busy(user):
    return Event.objects.filter(user=user).count() > 100


def report(user):
    count = Event.objects.filter(user=user).count()
    return f"{count} events" if count > 0 else "no events"


def words(text):
    return text.count("a") > 0 and text.lower().count("b") != 0
