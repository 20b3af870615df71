import
from . import
x = 
y = [1, 2
def after_open_bracket(a, b:
    return a.
class 1(A):
    def method(self)
        return self
    z = f(a b, c)
if x
    y = 1
else if z:
    y = 2
for in range(3): pass
for x range(3): pass
while: pass
try:
    a
x = 1
    indented = 2
  half = 3
)]}
@decorator
value = 'never closed
f"{hole
g"{x}" ? $ !
lambda x, : x
a = b = 
print(f"{a:{b}", c)
del
async x
await
with open(x) as : pass
return return
