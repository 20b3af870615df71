from shop.models import Event


def has_history(user):
    return Event.objects.filter(user=user).count() > 0  # expect: exists-via-count "`Event` rows"


def remind(user):
    if Event.objects.filter(user=user, kind="visit").exclude(seen=True).count() >= 1:  # expect: exists-via-count
        user.remind()
    while Event.objects.all().count() != 0:  # expect: exists-via-count
        user.work_off()
