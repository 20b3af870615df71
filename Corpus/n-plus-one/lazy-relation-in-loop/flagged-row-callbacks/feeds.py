from django.contrib.syndication.views import Feed

from .models import Rose


class RoseFeed(Feed):
    def items(self):
        return Rose.objects.order_by("title")

    def item_title(self, rose):
        return rose.title

    def item_author_name(self, rose):
        return rose.breeder.name  # expect: lazy-relation-in-loop
