struct Market {
  var offers: [Offer]

  var cheapest: Offer? {
    offers.sorted { $0.price < $1.price }.first  // expect: sort-to-pick-one "`offers`"
  }

  func newest(in releases: [Release]) -> Release? {
    releases.sorted(by: { $0.date < $1.date }).last  // expect: sort-to-pick-one
  }

  func bounds(_ values: [Int]) -> (Int?, Int?) {
    (values.sorted().first, values.filter { $0 > 0 }.sorted().last)  // expect: sort-to-pick-one
  }
}
