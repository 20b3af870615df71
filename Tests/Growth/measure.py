"""Times one case of the corpus: `measure.py FILE`, JSON to standard output.

The file has `flagged`, `fixed` and `data(size)`, which makes their arguments anew for each run. The base size is doubled
until the flagged version takes long enough for the clock, and is at least the file's `smallest` where something else
outweighs the quadratic part of small inputs; then both run with 1, 2 and 4 times that size.
"""

import copy
import gc
import json
import runpy
import sys
import time

LONG_ENOUGH = 0.02
FLAGGED_RUNS, FIXED_RUNS = 2, 9


def main():
    case = runpy.run_path(sys.argv[1])
    gc.disable()
    size = case.get("smallest", 256)
    while seconds(case["flagged"], case["data"], size, 1) < LONG_ENOUGH:
        size *= 2
    sizes = [size, 2 * size, 4 * size]
    json.dump(
        {
            "sizes": sizes,
            "flagged": [seconds(case["flagged"], case["data"], size, FLAGGED_RUNS) for size in sizes],
            "fixed": [seconds(case["fixed"], case["data"], size, FIXED_RUNS) for size in sizes],
            "equal": case["flagged"](*copy.deepcopy(case["data"](size))) == case["fixed"](*case["data"](size)),
        },
        sys.stdout,
    )


def seconds(function, data, size, runs):
    """The shortest time of some runs: the work itself, without what else the machine did."""
    best = float("inf")
    for _ in range(runs):
        arguments = data(size)
        start = time.process_time()
        function(*arguments)
        best = min(best, time.process_time() - start)
    return best


main()
