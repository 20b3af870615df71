"""Which of the columns that queries ask for are worth an index: those that tell rows apart by what is asked."""
from django.db import models


class LabelsField(models.ManyToManyField):
    def save_form_data(self, instance, data):
        super().save_form_data(instance, data)


class Label(models.Model):
    name = models.CharField(max_length=60)


class Component(models.Model):
    project = models.ForeignKey("Project", on_delete=models.CASCADE)
    repository = models.CharField(max_length=200)
    template = models.CharField(max_length=200)
    removal = models.DateTimeField(null=True)


class Project(models.Model):
    name = models.CharField(max_length=60, unique=True)


class Unit(models.Model):
    component = models.ForeignKey(Component, on_delete=models.CASCADE)
    labels = LabelsField(Label)
    context = models.TextField()
    file = models.CharField(max_length=200)


def by_repository(repository):
    return list(Component.objects.filter(repository=repository))  # expect: missing-index "repository"


def labelled(component, label):
    # A field class of the project's own is a relation all the same: no column of units.
    return list(Unit.objects.filter(component=component, labels=label))


def without_template():
    # How many have none is not known.
    return list(Component.objects.filter(template=""))


def not_scheduled():
    return list(Component.objects.filter(removal=None))


def by_context(context):
    # Texts of any length fit no b-tree of most databases.
    return list(Unit.objects.filter(context=context))


def files_of(project, file):
    # Few units of each component, which are found by its key.
    return list(Unit.objects.filter(component__project=project, file=file))
