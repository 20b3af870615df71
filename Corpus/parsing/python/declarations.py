@app.route("/orders", methods=["GET"])
@cached
async def orders[T: (int, str), *Ts, **P](a, b: int, /, c=1, *, d: str = "x", e, **f: T) -> list[T]:
    """The docstring has no name."""
    global counter
    async with session() as one, other():
        async for row in query: yield row
    return [item async for page in pages if page async for item in await page if item]

class Order[T](Base, Mixin[T], metaclass=Meta, **options):
    id: int
    name: str = field(default="x")
    items = relationship("Item")

    @property
    def total(self): return sum(item.price * item.count for item in self.items)

with (open(a) as left, open(b) as right,): pass
with (a, b) as c, (d): pass
try:
    pass
except* (A, B) as group:
    raise C from group
except D, E:
    raise
else: pass
finally: del a, (b[0], c.d)
nonlocal_like = lambda *args, k=1, **more: (yield)
