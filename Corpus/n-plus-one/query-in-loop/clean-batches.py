"""A list of queries is a list of batches: they were made apart on purpose."""
from django.db import models


class Track(models.Model):
    channel = models.IntegerField()
    size = models.IntegerField()


def total(keys):
    batches = []
    for start in range(0, len(keys), 500):
        batches.append(Track.objects.filter(pk__in=keys[start : start + 500]))
    size = 0
    for batch in batches:
        size += batch.count()
        for track in batch:
            size += track.size
    return size


def sizes(lists):
    size = 0
    for keys in lists:
        for track in Track.objects.filter(pk__in=keys):
            size += track.size
    return size
