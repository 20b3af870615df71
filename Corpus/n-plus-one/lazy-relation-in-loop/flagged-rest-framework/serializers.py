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
