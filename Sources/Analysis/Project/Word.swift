// Words that the interpreter itself knows: of the languages and their standard libraries, and of frameworks where a table
// has no place for them. A word is a small number, so that asking which one a name is costs a look into an array.

import Facts
import Syntax

enum Word: String, CaseIterable {
  /// Any other name.
  case other = ""
  case abs
  case abstractSetType = "AbstractSet"
  case acquire
  case afirst
  case alast
  case alatest
  case aggregate
  case all
  case allOfEnum = "allCases"
  case ampersand = "&"
  case and
  case andCondition = "and_"
  case annotated
  case annotatedType = "Annotated"
  case any
  case append
  case arraySliceType = "ArraySlice"
  case arrayType = "Array"
  case `as`
  case asc
  case asForced = "as!"
  case asOptional = "as?"
  case asyncConnectionType = "AsyncConnection"
  case asyncIterableType = "AsyncIterable"
  case asyncIteratorType = "AsyncIterator"
  case asyncMap
  case asyncSessionType = "AsyncSession"
  case attrgetter
  case average
  case awaitableType = "Awaitable"
  case baseManagerType = "BaseManager"
  case begin
  case beginNested = "begin_nested"
  case between
  case bidirectionalCollectionType = "BidirectionalCollection"
  case bool
  case boolType = "Bool"
  case bytearray
  case bytes
  case chain
  case classVarType = "ClassVar"
  case coalesce = "??"
  case collectionType = "Collection"
  case compactMap
  case components
  case concat
  case connect
  case connection
  case connectionType = "Connection"
  case contains
  case contiguousArrayType = "ContiguousArray"
  case copy
  case coroutineType = "Coroutine"
  case count
  case counterType = "Counter"
  case createEngine = "create_engine"
  case cursor
  case cursorType = "Cursor"
  case databaseSyncToAsync = "database_sync_to_async"
  case databaseType = "Database"
  case defaultdict
  case defaultDictType = "DefaultDict"
  case delete
  case deque
  case dequeType = "Deque"
  case desc
  case dict
  case dictionaryType = "Dictionary"
  case dictType = "Dict"
  case difference
  case dir
  case doubleType = "Double"
  case dropFirst
  case dropLast
  case earliest
  case element
  case endIndex
  case endswith
  case enumerate
  case enumerated
  case equals = "=="
  case eventLoopFutureType = "EventLoopFuture"
  case exclude
  case extend
  case fetchall
  case fetchCount
  case fetchmany
  case fetchone
  case fetchOne
  case filter
  case finalType = "Final"
  case find
  case first
  case firstOfTuple = "0"
  case flatMap
  case float
  case format
  case formUnion
  case fromIterable = "from_iterable"
  case frozenset
  case frozenSetType = "FrozenSet"
  case generatorType = "Generator"
  case get
  case getattr
  case getQueryset = "get_queryset"
  case getQuerySet = "get_query_set"
  case greater = ">"
  case greaterOrEqual = ">="
  case groupby
  case hasattr
  case hash
  case id
  case including
  case inColumn = "in_"
  case index
  case indices
  case insert
  case int
  case intersection
  case intType = "Int"
  case `is`
  case isclass
  case isColumn = "is_"
  case isEmpty
  case isinstance
  case islice
  case isNot = "is not"
  case issubclass
  case items
  case key
  case objectList = "object_list"
  case objects
  case iter
  case iterableType = "Iterable"
  case iterator
  case iteratorType = "Iterator"
  case join
  case joined
  case joining
  case keys
  case label
  case last
  case latest
  case lazy
  case len
  case identical = "==="
  case less = "<"
  case lessOrEqual = "<="
  case limit
  case lines
  case list
  case listType = "List"
  case literalColumn = "literal_column"
  case load
  case lower
  case lstrip
  case managerType = "Manager"
  case map
  case mappedType = "Mapped"
  case mappings
  case matching
  case max
  case merging
  case min
  case minus = "-"
  case mutableSequenceType = "MutableSequence"
  case mutableSetType = "MutableSet"
  case next
  case noAutoflush = "no_autoflush"
  case noneType = "None"
  case noRows = "none"
  case not
  case notCondition = "not_"
  case notEquals = "!="
  case nullsfirst
  case nullsFirst = "nulls_first"
  case nullslast
  case nullsLast = "nulls_last"
  case offset
  case one
  case optionalType = "Optional"
  case or
  case orCondition = "or_"
  case order
  case orderBy = "order_by"
  case orderedDictType = "OrderedDict"
  case partial
  case percent = "%"
  case pipe = "|"
  case plus = "+"
  case pop
  case popFirst
  case popitem
  case popLast
  case popleft
  case prefetchRelated = "prefetch_related"
  case prefetchType = "Prefetch"
  case prefix
  case print
  case product
  case publishedType = "Published"
  case query
  case querySetType = "QuerySet"
  case queryType = "Query"
  case randomAccessCollectionType = "RandomAccessCollection"
  case randomElement
  case range
  case reduce
  case remove
  case removeAll
  case removeFirst
  case removeLast
  case replace
  case repr
  case reversed
  case round
  case rsplit
  case rstrip
  case scalarResultType = "ScalarResult"
  case scalars
  case scopedSession = "scoped_session"
  case secondOfTuple = "1"
  case select
  case selectRelated = "select_related"
  case sequenceType = "Sequence"
  case session
  case sessionmaker
  case sessionType = "Session"
  case set
  case setdefault
  case setType = "Set"
  case shuffled
  case sort
  case sorted
  case split
  case splitlines
  case sqlType = "SQL"
  case startIndex
  case startswith
  case str
  case stringType = "String"
  case strip
  case suffix
  case sum
  case symmetricDifference = "symmetric_difference"
  case syncToAsync = "sync_to_async"
  case text
  case toAttr = "to_attr"
  case transaction
  case tuple
  case tupleType = "Tuple"
  case type
  case uIntType = "UInt"
  case union
  case unionType = "Union"
  case update
  case upper
  case value
  case values
  case vars
  case voidType = "Void"
  case with
  case xrange
  case zip
  case zipLongest = "zip_longest"

  /// The word that each name of a project is, by the name's number.
  static func table(of names: NameTable) -> [Word] {
    var table = [Word](repeating: .other, count: names.count)
    for word in Word.allCases where word != .other {
      let bytes = Array(word.rawValue.utf8)
      if let id = names.find(bytes, hash: NameTable.hash(bytes)) { table[Int(id.rawValue)] = word }
    }
    return table
  }
}
