from rest_framework import serializers

from .models import Breeder, Rose


class BreederSerializer(serializers.ModelSerializer):
    class Meta:
        model = Breeder
        fields = ["id", "name"]


class RoseSerializer(serializers.ModelSerializer):
    """A to-one relation that is shown by its key loads nothing."""

    breeder = serializers.PrimaryKeyRelatedField(read_only=True)

    class Meta:
        model = Rose
        fields = ["id", "title", "breeder"]


class RoseDetailSerializer(serializers.ModelSerializer):
    breeder = BreederSerializer()
    colours = serializers.SerializerMethodField()

    class Meta:
        model = Rose
        fields = ["id", "breeder", "traits", "colours"]

    def get_colours(self, rose):
        return [bloom.colour for bloom in rose.blooms.all()]
