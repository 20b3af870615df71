def newest(releases):
    return sorted(releases, key=lambda release: release.date)[-1]  # expect: sort-to-pick-one


def cheapest(offers):
    best = sorted(offer.price for offer in offers)[0]  # expect: sort-to-pick-one "sorting all of"
    by_rating = sorted(offers, key=rating, reverse=True)[0]  # expect: sort-to-pick-one "`offers`"
    return best, by_rating


def largest(sizes):
    return sorted(sizes)[-1] + sorted(sizes, reverse=True)[0]  # expect: sort-to-pick-one
