"""What belongs to whoever sent the request is a query of its own."""
from django.contrib.syndication.views import Feed
from django.db import models


class Trail(models.Model):
    name = models.CharField(max_length=40)


class Hike(models.Model):
    trail = models.ForeignKey(Trail, on_delete=models.CASCADE)
    walker = models.ForeignKey("auth.User", related_name="hikes", on_delete=models.CASCADE)

    def get_absolute_url(self):
        return f"/{self.trail.name}/{self.pk}/"  # expect: lazy-relation-in-loop


def mine(request):
    return [hike.trail.name for hike in request.user.hikes.all()]  # expect: lazy-relation-in-loop


class HikeFeed(Feed):
    """Without `item_link` each item is asked for its address."""

    def items(self):
        return Hike.objects.order_by("-pk")[:50]

    def item_title(self, item):
        return f"hike {item.pk}"
