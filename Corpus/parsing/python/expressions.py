a = b = c, *d = e
a += b if c else d if e else f
a @= -b ** -c ** d @ ~e
not a < b <= c is not d not in e in f and g or h
a[1:2, ::3, ..., *b, c:=1][:][d](*e, f=1, **g)(x for x in y)
{**a, 1: 2, "k": {3, *b}, (): []}
{k: v for k, v in a.items() if k if v}, {x for x in y}, [[z for z in y] for y in x]
(yield), (a := 1), (a,), ((b)), lambda: (yield from c)
await a.b().c[1] ** 2
"one" 'two' """three
four""" r'\five\n' '\x41\u00e9\N{DASH}\101\
' b"\xff" b'\0'
0x_ff + 0b1_0 + 0o17 + 1_000.0_1e-1_0 + .5j + 1.
a if b else lambda c: d if e else f
été.größe(名前=1)
