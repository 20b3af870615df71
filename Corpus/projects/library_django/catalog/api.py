"""The API: Django REST framework renders one serializer a row."""

from rest_framework import generics, serializers

from .models import Book, Copy, Loan, Member, Shelf


class BookSerializer(serializers.ModelSerializer):
    author = serializers.CharField(source="author.name")

    class Meta:
        model = Book
        fields = ["title", "author"]


class BookList(generics.ListAPIView):
    queryset = Book.objects.all()
    serializer_class = BookSerializer


class ShelfSerializer(serializers.ModelSerializer):
    class Meta:
        model = Shelf
        fields = ["code"]


class CopySerializer(serializers.ModelSerializer):
    shelf = ShelfSerializer()

    class Meta:
        model = Copy
        fields = ["id", "shelf"]


class HoldingSerializer(serializers.ModelSerializer):
    copies = CopySerializer(many=True)

    class Meta:
        model = Book
        fields = ["title", "copies"]


class HoldingList(generics.ListAPIView):
    serializer_class = HoldingSerializer

    def get_queryset(self):
        return Book.objects.filter(year__gte=1900)


class LoanSerializer(serializers.ModelSerializer):
    borrower = serializers.SerializerMethodField()

    class Meta:
        model = Loan
        fields = ["day", "borrower"]

    def get_borrower(self, loan):
        return loan.member.name.upper()


class LoanList(generics.ListAPIView):
    queryset = Loan.objects.all()
    serializer_class = LoanSerializer


class MemberSerializer(serializers.ModelSerializer):
    loans = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = Member
        fields = ["name", "loans"]


class MemberList(generics.ListAPIView):
    queryset = Member.objects.all()
    serializer_class = MemberSerializer


class LoadedBookList(generics.ListAPIView):
    queryset = Book.objects.select_related("author")
    serializer_class = BookSerializer


class LoadedHoldingList(generics.ListAPIView):
    serializer_class = HoldingSerializer

    def get_queryset(self):
        return Book.objects.prefetch_related("copies__shelf")
