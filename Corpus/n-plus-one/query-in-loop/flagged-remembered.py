"""What follows an early return on a remembered answer runs once a key, not once a row."""
from functools import lru_cache

from django.db import models


class Member(models.Model):
    name = models.CharField(max_length=40)


class Notice(models.Model):
    member = models.ForeignKey(Member, related_name="notices", on_delete=models.CASCADE)
    course = models.IntegerField()


class Visit(models.Model):
    member = models.ForeignKey(Member, related_name="visits", on_delete=models.CASCADE)
    course = models.IntegerField()


@lru_cache
def is_told(member, course):
    return Notice.objects.filter(member_id=member, course=course).exists()


@lru_cache
def is_open():
    return Notice.objects.exists()


def tell(visit):
    if is_told(visit.member_id, visit.course):
        return
    print(visit.member.name, Notice.objects.filter(course=visit.course).count())  # doubted: lazy-relation-in-loop # doubted: query-in-loop


def tell_all():
    for visit in Visit.objects.filter(course=1):
        tell(visit)


def tell_when_open():
    for visit in Visit.objects.filter(course=2):
        if not is_open():
            return
        print(visit.member.name)  # expect: lazy-relation-in-loop
        print(Member.objects.get(pk=visit.member_id))  # expect: query-in-loop
