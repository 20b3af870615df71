from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

User = get_user_model()


class Licence(models.Model):
    pilot = models.OneToOneField(User, on_delete=models.CASCADE)
    number = models.CharField(max_length=30)


class Flight(models.Model):
    captain = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    code = models.CharField(max_length=10)
