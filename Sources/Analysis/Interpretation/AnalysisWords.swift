// The words of the languages that the interpreter compares names with.

import Facts
import Syntax

/// Names that the interpreter itself must know: words of the languages, not of frameworks.
struct AnalysisWords: Sendable {
  let selfName, initializer, string, iter, len, list, tuple, set, dict, sorted, range, enumerate, zip, reversed, map,
    filter, sum, any, all, min, max, append, pop, insert, items, keys, values, get, star, doubleStar, plus, isIn,
    notIn, equals, notEquals, isSame, isNotSame, slash, next, superName, product, chain, id, pk, join, split,
    defaultdict,
    deque, copy, count, index, remove, extend, add, `init`, getattr, setattr, isinstance, call, open, through, hasattr,
    length,
    contains,
    getQueryset, at, contentsOf, arrayType, setType, dictionaryType, collectionType, sequenceType,
    randomAccessCollectionType, stringType, stringProtocolType: Symbol

  init(_ project: Project) {
    // A word that the project does not contain must equal no name of it, not even the empty one.
    func word(_ text: String) -> Symbol {
      let found = project.symbol(text)
      return found.isNone ? Symbol(rawValue: .max) : found
    }
    selfName = word("self")
    initializer = word("__init__")
    string = word("__str__")
    iter = word("__iter__")
    len = word("len")
    list = word("list")
    tuple = word("tuple")
    set = word("set")
    dict = word("dict")
    sorted = word("sorted")
    range = word("range")
    enumerate = word("enumerate")
    zip = word("zip")
    reversed = word("reversed")
    map = word("map")
    filter = word("filter")
    sum = word("sum")
    any = word("any")
    all = word("all")
    min = word("min")
    max = word("max")
    append = word("append")
    pop = word("pop")
    insert = word("insert")
    items = word("items")
    keys = word("keys")
    values = word("values")
    get = word("get")
    star = word("*")
    doubleStar = word("**")
    plus = word("+")
    isIn = word("in")
    notIn = word("not in")
    equals = word("==")
    notEquals = word("!=")
    isSame = word("is")
    isNotSame = word("is not")
    slash = word("/")
    next = word("next")
    superName = word("super")
    product = word("product")
    chain = word("chain")
    id = word("id")
    pk = word("pk")
    join = word("join")
    split = word("split")
    defaultdict = word("defaultdict")
    deque = word("deque")
    copy = word("copy")
    count = word("count")
    index = word("index")
    remove = word("remove")
    extend = word("extend")
    add = word("add")
    `init` = word("init")
    getattr = word("getattr")
    setattr = word("setattr")
    isinstance = word("isinstance")
    call = word("__call__")
    open = word("open")
    through = word("through")
    hasattr = word("hasattr")
    length = word("__len__")
    contains = word("__contains__")
    getQueryset = word("get_queryset")
    at = word("at")
    contentsOf = word("contentsOf")
    arrayType = word("Array")
    setType = word("Set")
    dictionaryType = word("Dictionary")
    collectionType = word("Collection")
    sequenceType = word("Sequence")
    randomAccessCollectionType = word("RandomAccessCollection")
    stringType = word("String")
    stringProtocolType = word("StringProtocol")
  }
}
