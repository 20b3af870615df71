from rest_framework import serializers

from .models import Bloom, Breeder, Rose


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


class ChoosingSerializer(serializers.ModelSerializer):
    """The user of the class says which of its fields are shown."""

    def __init__(self, *args, brief=False, fields=None, **kwargs):
        self.brief = brief
        self.chosen = fields
        super().__init__(*args, **kwargs)

    def get_fields(self):
        fields = super().get_fields()
        if self.brief:
            return {name: fields[name] for name in self.Meta.brief_fields}
        return {name: fields[name] for name in self.chosen} if self.chosen else fields


class ChosenRoseSerializer(ChoosingSerializer):
    breeder = BreederSerializer()

    class Meta:
        model = Rose
        fields = ["id", "title", "breeder"]
        brief_fields = ["id", "title"]


class BloomSerializer(serializers.ModelSerializer):
    rose = ChosenRoseSerializer(brief=True)

    class Meta:
        model = Bloom
        fields = ["id", "rose"]


class BloomTitleSerializer(serializers.ModelSerializer):
    rose = ChosenRoseSerializer(fields=("id", "title"))

    class Meta:
        model = Bloom
        fields = ["id", "rose"]
