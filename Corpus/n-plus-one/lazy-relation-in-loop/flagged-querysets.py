"""A manager that makes its queryset itself and hands on to the queryset's methods: what these load is loaded."""
from django.db import models


class TuneQuerySet(models.query.QuerySet):
    def with_sheets(self):
        return self.select_related("composer").prefetch_related("sheets")

    def originals(self):
        return self.filter(source=None)


class TuneManager(models.Manager):
    def get_queryset(self):
        return TuneQuerySet(self.model, using=self._db)

    def with_sheets(self):
        return self.get_queryset().with_sheets()

    def originals(self):
        return self.get_queryset().originals()


class OriginalManager(TuneManager):
    def get_queryset(self):
        return super(OriginalManager, self).get_queryset().originals()


class Composer(models.Model):
    name = models.CharField(max_length=40)


class Tune(models.Model):
    title = models.CharField(max_length=40)
    composer = models.ForeignKey(Composer, on_delete=models.CASCADE)
    source = models.ForeignKey("self", null=True, on_delete=models.CASCADE)
    objects = TuneManager()
    originals = OriginalManager()


class Sheet(models.Model):
    tune = models.ForeignKey(Tune, related_name="sheets", on_delete=models.CASCADE)
    title = models.CharField(max_length=40)


def all_tunes():
    for tune in Tune.objects.with_sheets():
        print(tune.composer.name, [sheet.title for sheet in tune.sheets.all()])
        print(tune.source.title)  # expect: lazy-relation-in-loop "source"


def originals():
    for tune in Tune.originals.with_sheets():
        print(tune.composer.name, [sheet.title for sheet in tune.sheets.all()])
        print(tune.source.title)  # expect: lazy-relation-in-loop "source"
