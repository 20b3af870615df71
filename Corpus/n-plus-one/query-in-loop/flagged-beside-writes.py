"""A query for a row that is written anyway is the smaller part of what the row costs; under a condition it is not."""
import functools

from django.db import models


class Account(models.Model):
    name = models.CharField(max_length=40)
    balance = models.IntegerField()


class Payment(models.Model):
    account = models.ForeignKey(Account, related_name="payments", on_delete=models.CASCADE)
    amount = models.IntegerField()


def renumber():
    for account in Account.objects.all():
        payments = Payment.objects.filter(account=account).count()  # doubted: query-in-loop
        account.balance = payments
        account.save()  # doubted: query-in-loop


def store(account, balance):
    account.balance = balance
    account.save()  # doubted: query-in-loop


def renumber_by_call():
    for account in Account.objects.order_by("name"):
        store(account, Payment.objects.filter(account=account).count())  # doubted: query-in-loop


def mend():
    for account in Account.objects.exclude(name=""):
        payments = Payment.objects.filter(account=account).count()  # expect: query-in-loop
        if account.balance != payments:
            account.balance = payments
            account.save()  # doubted: query-in-loop


@functools.lru_cache(maxsize=None)
def account_named(name):
    return Account.objects.get(name=name)  # doubted: query-in-loop


def balances(names):
    return [account_named(name).balance for name in names]
