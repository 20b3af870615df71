from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]


class Publisher(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]


class Series(models.Model):
    title = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]


class Tag(models.Model):
    name = models.CharField(max_length=50)

    class Meta:
        ordering = ["pk"]


class BookQuerySet(models.QuerySet):
    def recent(self):
        return self.filter(year__gte=2000)


class Book(models.Model):
    title = models.CharField(max_length=200)
    year = models.IntegerField()
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="books")
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="books")
    tags = models.ManyToManyField(Tag, related_name="books")

    objects = BookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    @property
    def credit(self):
        return f"{self.title} by {self.author.name}"


class Shelf(models.Model):
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]


class Copy(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="copies")
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="copies")

    class Meta:
        ordering = ["pk"]


class Member(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]


class Loan(models.Model):
    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="loans")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="loans")
    day = models.IntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"day {self.day}: {self.member.name}"


class Fine(models.Model):
    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="fines")
    cents = models.IntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.cents} for loan of day {self.loan.day}"
