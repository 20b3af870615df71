# f-strings and t-strings with everything that holes may hold
name, width, rows, table = "x", 10, [], {"a": {"b": 1}}
plain = f"no holes, {{escaped}}, \N{EN DASH}"
nested = f"{f"{f"{name}"}"}" f'{table['a']['b']}'
formats = f"{name!r:>{width}} {name=} {name = !s:^{width}.{width}} {width:{'>'}{width}}"
lines = f"""{
    name  # a comment in a hole
} {
    [row.id for row in rows if row.id != 1]
}"""
walrus = f"{(total := 1)} {total:=+10} {(lambda: 1)}"
raw = rf"\d{{2}}\{name}" + fr'{name}\n'
joined = "a" f"{name}" 'b' rb"" f"{width}"
template = t"select * from {table} where id = {name!r}"
sets = f"{ {1, 2} } { {'k': 1}['k'] }"
