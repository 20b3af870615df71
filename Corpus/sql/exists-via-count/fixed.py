from shop.models import Event


def has_history(user):
    return Event.objects.filter(user=user).exists()


def remind(user):
    if Event.objects.filter(user=user, kind="visit").exclude(seen=True).exists():
        user.remind()
    while Event.objects.all().exists():
        user.work_off()
