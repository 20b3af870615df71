// What an editor holds while somebody types: each part is cut off or has something missing.
struct Order {
  var total: = 3
  func price( -> Int { return items. }
  var broken: [Int
  let after = 1
}

func loop() {
  for order in orders
    print(order.customer
  }
  if let x = , y { a() ) }
  while { b() }
  switch kind { print("before") case .a( b: c() }
}

let text = "unterminated \(call(
let next = "fine"
let a = 1 let b = 2
}
class
func f<T(x: Int) {}
let closing = (1, 2]
x = @ #
`open
