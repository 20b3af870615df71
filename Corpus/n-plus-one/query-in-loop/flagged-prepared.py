"""Rows asked for with all that is read of them: somebody counted the queries of the list; others are told."""
from django.db import models
from rest_framework import serializers, viewsets


class Label(models.Model):
    name = models.CharField(max_length=40)


class Board(models.Model):
    name = models.CharField(max_length=40)


class Card(models.Model):
    board = models.ForeignKey(Board, related_name="cards", on_delete=models.CASCADE)
    label = models.ForeignKey(Label, on_delete=models.CASCADE)
    title = models.CharField(max_length=40)


class Note(models.Model):
    board = models.ForeignKey(Board, related_name="notes", on_delete=models.CASCADE)
    title = models.CharField(max_length=40)


class BoardSerializer(serializers.ModelSerializer):
    cards = serializers.SerializerMethodField()
    titles = serializers.SerializerMethodField()

    class Meta:
        model = Board
        fields = ["name", "cards", "titles"]

    def get_cards(self, board):
        cards = board.cards.select_related("label")
        return [(card.title, card.label.name) for card in cards]  # doubted: query-in-loop

    def get_titles(self, board):
        return [note.title for note in board.notes.exclude(title="")]  # expect: query-in-loop


class BoardViewSet(viewsets.ModelViewSet):
    queryset = Board.objects.all()
    serializer_class = BoardSerializer
