from rest_framework import viewsets

from .models import Rose
from .serializers import DeepRoseSerializer, NamedRoseSerializer, RoseSerializer, RoseTitleSerializer


class OwnRows:
    def get_queryset(self):
        return super().get_queryset().filter(title__gt="")


class RoseViewSet(OwnRows, viewsets.ModelViewSet):
    queryset = Rose.objects.all()
    serializer_class = RoseTitleSerializer

    def get_serializer_class(self):
        if self.action == "list":
            return RoseSerializer
        return super().get_serializer_class()


class DeepRoseViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Rose.objects.all()
    serializer_class = DeepRoseSerializer


class LoadedDeepRoseViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Rose.objects.select_related("breeder")
    serializer_class = DeepRoseSerializer


class NamedRoseViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Rose.objects.all()
    serializer_class = NamedRoseSerializer
