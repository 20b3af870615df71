from django_elasticsearch_dsl import Document, fields
from haystack import indexes
from import_export import resources
from import_export.fields import Field

from .models import Bloom, Rose


class RoseDocument(Document):
    class Django:
        model = Rose

    def prepare_breeder(self, rose):
        return rose.breeder.name  # expect: lazy-relation-in-loop


class BloomDocument(Document):
    def get_queryset(self):
        return Bloom.objects.select_related("rose")

    def prepare_rose(self, bloom):
        return bloom.rose.title

    def prepare_breeder(self, bloom):
        return bloom.rose.breeder.name  # expect: lazy-relation-in-loop


class TaggedRoseDocument(Document):
    breeder = fields.ObjectField(properties={"name": fields.TextField()})  # expect: lazy-relation-in-loop

    class Django:
        model = Rose


class RoseIndex(indexes.SearchIndex, indexes.Indexable):
    breeder = indexes.CharField(model_attr="breeder__name")  # expect: lazy-relation-in-loop

    def get_model(self):
        return Rose


class LoadedRoseIndex(indexes.SearchIndex, indexes.Indexable):
    breeder = indexes.CharField(model_attr="breeder__name")

    def get_model(self):
        return Rose

    def index_queryset(self, using=None):
        return self.get_model().objects.select_related("breeder")


class RoseResource(resources.ModelResource):
    breeder_name = Field(attribute="breeder__name", column_name="breeder")  # expect: lazy-relation-in-loop

    class Meta:
        model = Rose
