"""A manager that makes its queryset itself and hands on to the queryset's methods: what these load is loaded."""
from django.db import models


class ProductQuerySet(models.query.QuerySet):
    def with_details(self):
        return self.select_related("kind").prefetch_related("images")

    def canonical(self):
        return self.filter(parent=None)


class ProductManager(models.Manager):
    def get_queryset(self):
        return ProductQuerySet(self.model, using=self._db)

    def with_details(self):
        return self.get_queryset().with_details()

    def canonical(self):
        return self.get_queryset().canonical()


class CanonicalManager(ProductManager):
    def get_queryset(self):
        return super(CanonicalManager, self).get_queryset().canonical()


class Kind(models.Model):
    name = models.CharField(max_length=40)


class Product(models.Model):
    title = models.CharField(max_length=40)
    kind = models.ForeignKey(Kind, on_delete=models.CASCADE)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE)
    objects = ProductManager()
    canonical = CanonicalManager()


class Image(models.Model):
    product = models.ForeignKey(Product, related_name="images", on_delete=models.CASCADE)
    title = models.CharField(max_length=40)


def all_products():
    for product in Product.objects.with_details():
        print(product.kind.name, [image.title for image in product.images.all()])
        print(product.parent.title)  # expect: lazy-relation-in-loop "parent"


def canonical_products():
    for product in Product.canonical.with_details():
        print(product.kind.name, [image.title for image in product.images.all()])
        print(product.parent.title)  # expect: lazy-relation-in-loop "parent"
