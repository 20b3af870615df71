# Build, test and install perf-lint. `make demo` works on a fresh Debian or Ubuntu machine with Swift 6.

PREFIX ?= /usr/local
SWIFT ?= swift
DEMO := Corpus/projects/shop

# One executable that needs nothing of the target machine: Swift's libraries, SQLite and the C library are in it.
STATIC := -c release --static-swift-stdlib -Xswiftc -static-executable -Xlinker -s

.PHONY: all deps build release demo test verify-fixes verify-growth install lint format rules clean

all: build

# SQLite's header and library, from the distribution's packages. Does nothing when they are there.
deps:
	@if printf '#include <sqlite3.h>\nint main(void) { return sqlite3_libversion_number() == 0; }\n' \
	    | $${CC:-clang} -x c - -lsqlite3 -o /dev/null 2>/dev/null; then :; \
	elif command -v apt-get >/dev/null; then \
	  as_root=; \
	  if [ "$$(id -u)" != 0 ] && command -v sudo >/dev/null; then as_root=sudo; fi; \
	  echo "installing libsqlite3-dev"; \
	  $$as_root apt-get update -qq && $$as_root apt-get install -y -qq libsqlite3-dev; \
	else \
	  echo "perf-lint needs the SQLite 3 header and library (libsqlite3-dev)" >&2; exit 1; \
	fi

build: deps
	$(SWIFT) build

release: deps
	$(SWIFT) build -c release --product perf-lint

demo: release
	$$($(SWIFT) build -c release --show-bin-path)/perf-lint check --exit-zero $(DEMO)

test: deps
	$(SWIFT) test

# Runs the two applications in Corpus/projects and counts their queries before and after the fixes. Needs Python 3 with
# venv, and once the packages of Tests/Fixes/requirements.txt from PyPI.
verify-fixes: build
	@command -v python3 >/dev/null || { echo "verify-fixes needs python3" >&2; exit 1; }
	python3 Tests/Fixes/verify.py "$$($(SWIFT) build --show-bin-path)/perf-lint"

# Runs the programs in Corpus/quadratic that have a flagged and a fixed version at three sizes, and fits how they grow.
# Needs Python 3; takes some minutes and wants a machine that does nothing else.
verify-growth: build
	@command -v python3 >/dev/null || { echo "verify-growth needs python3" >&2; exit 1; }
	python3 Tests/Growth/verify.py "$$($(SWIFT) build --show-bin-path)/perf-lint"

install: deps
	$(SWIFT) build $(STATIC) --product perf-lint --scratch-path .build-static
	mkdir -p "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build $(STATIC) --scratch-path .build-static --show-bin-path)/perf-lint" \
	  "$(DESTDIR)$(PREFIX)/bin/perf-lint"

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# Rules/ and its tables as the Swift literals that reach the executable; a test compares the two.
rules:
	$(SWIFT) run embed-rules

clean:
	rm -rf .build .build-static
