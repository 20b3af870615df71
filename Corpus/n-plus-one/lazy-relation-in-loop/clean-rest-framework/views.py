from rest_framework import viewsets

from .models import Bloom, Rose
from .serializers import BloomSerializer, BloomTitleSerializer, RoseDetailSerializer, RoseSerializer


class RoseViewSet(viewsets.ModelViewSet):
    """The rows of a list are loaded with what its serializer reads; one row is answered without."""

    queryset = Rose.objects.all()

    def get_serializer_class(self):
        if self.action in ["retrieve", "update"]:
            return RoseDetailSerializer
        return RoseSerializer


class WholeRoseViewSet(viewsets.ReadOnlyModelViewSet):
    serializer_class = RoseDetailSerializer

    def get_queryset(self):
        roses = Rose.objects.all()
        if self.action == "list":
            roses = roses.select_related("breeder").prefetch_related("traits", "blooms")
        return roses


class BloomViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Bloom.objects.select_related("rose")
    serializer_class = BloomSerializer


class BloomTitleViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Bloom.objects.select_related("rose")
    serializer_class = BloomTitleSerializer
