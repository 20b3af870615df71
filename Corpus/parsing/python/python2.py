#!/usr/bin/env python2
import os, sys
print "orders:", len(orders)
print >>sys.stderr, "broken: %s" % name,
print
exec "x = 1" in namespace
big = 0777L + 0xFFL
text = ur'\d' + `big`
if big <> 1:
    raise ValueError, "no", None
try:
    for x, (y, z) in [(a, b) for a in 1, 2, 3]:
        print x
except (IOError, OSError), error:
    print error
def pair(self, (left, right), async=False):
    return lambda (a, b): a + b
