orders = []  # type: List[Order]
first, rest = load()  # type: Order, List[Order]
skipped = 1  # type: ignore
prose = 1  # type: see the manual, please (

def total(self, orders, *more, **options):
    # type: (List[Order], *Order, **Any) -> Dict[str, int]
    return {}

def names(orders,  # type: Iterable[Order]
          limit=10,  # type: int
          ):
    # type: (...) -> Iterator[str]
    for order in orders:  # type: Order
        yield order.name

def short(a): # type: (int) -> None
    pass
