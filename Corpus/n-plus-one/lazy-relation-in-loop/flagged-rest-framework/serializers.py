from rest_framework import serializers

from .models import Breeder, Rose


class BreederSerializer(serializers.ModelSerializer):
    class Meta:
        model = Breeder
        fields = ["id", "name"]


class RoseSerializer(serializers.ModelSerializer):
    breeder = BreederSerializer()  # expect: lazy-relation-in-loop "loads `breeder` with its own query"
    last_bloom = serializers.SerializerMethodField()

    class Meta:
        model = Rose
        fields = ["id", "title", "breeder", "traits", "last_bloom"]  # expect: lazy-relation-in-loop

    def get_last_bloom(self, rose):
        return rose.blooms.last().colour  # expect: lazy-relation-in-loop


class RoseTitleSerializer(serializers.ModelSerializer):
    class Meta:
        model = Rose
        fields = ["id", "title"]


class DeepRoseSerializer(serializers.ModelSerializer):
    class Meta:
        model = Rose
        fields = ["id", "breeder"]  # expect: lazy-relation-in-loop
        depth = 1


class NamedRoses(serializers.ListSerializer):
    def to_representation(self, data):
        return super().to_representation(data.exclude(title=""))


class NamedRoseSerializer(serializers.ModelSerializer):
    breeder = serializers.CharField(source="breeder.name")  # expect: lazy-relation-in-loop

    class Meta:
        model = Rose
        list_serializer_class = NamedRoses
        fields = ["id", "breeder"]
