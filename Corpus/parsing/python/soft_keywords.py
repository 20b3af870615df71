match = case = type = print = 1
match.case(type)[print]
match (a, b)
match * a
type(x)
type X = int
type Pair[T: int = str, *Ts, **P] = tuple[T, *Ts]
match a, b:
    case 1 | 2.5 | -1 + 2j | "x" "y" | None:
        pass
    case Point(x=0, y=[1, *rest]) as point if point.x:
        pass
    case {"key": value, **others} | Shape.SQUARE:
        pass
    case (a, (b | c) as d), *_:
        pass
    case _:
        match match:
            case case: pass
match:int = 1
case: str
