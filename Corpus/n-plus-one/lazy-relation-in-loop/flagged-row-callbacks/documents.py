from django_elasticsearch_dsl import Document

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
