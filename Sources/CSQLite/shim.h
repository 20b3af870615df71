// SQLite's C interface, plus its variadic or macro-only parts that Swift cannot call.
#ifndef PERF_LINT_CSQLITE_SHIM_H
#define PERF_LINT_CSQLITE_SHIM_H

#include <sqlite3.h>

/// Sets one of the on/off options of sqlite3_db_config; returns SQLite's result code.
static inline int plan_db_config(sqlite3 *database, int option, int on) {
  return sqlite3_db_config(database, option, on, (int *)0);
}

/// Spares SQLite the counting of its memory, which takes a lock for every allocation. Before any connection is opened.
static inline int plan_forget_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// SQLITE_TRANSIENT: SQLite copies the bound bytes before the call returns.
static inline int plan_bind_text(sqlite3_stmt *statement, int position, const char *text, int count) {
  return sqlite3_bind_text(statement, position, text, count, SQLITE_TRANSIENT);
}

#endif
