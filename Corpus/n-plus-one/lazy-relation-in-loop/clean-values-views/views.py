"""A list method of the project's own that makes no serializer lists something else, whatever its class is called."""
from rest_framework import serializers, viewsets
from rest_framework.response import Response

from .models import Sailor


class SailorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Sailor
        fields = ["id", "crew_name"]


class ListModelMixin:
    def list(self, request, *args, **kwargs):
        return Response(list(self.filter_queryset(self.get_queryset()).values(*self.columns)))


class ValuesView(ListModelMixin, viewsets.GenericViewSet):
    pass


class SailorView(ValuesView):
    queryset = Sailor.objects.all()
    serializer_class = SailorSerializer
    columns = ["id", "crew__name"]
