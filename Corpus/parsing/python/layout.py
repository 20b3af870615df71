if name:
	tabbed = 1
        # a comment that is indented like nothing
	if other: one = 1; two = 2;
	else:

	    three = (1,
2, # at the margin inside brackets
            3)
total = 1 + \
    2
class Empty: pass
def one_line(a): return a; 
for a in (
    b
): c
while True: break
if (a and
    b): pass
elif c: pass
else: pass
last = "no line end"