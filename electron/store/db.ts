import type Database from 'better-sqlite3';
import type { ChannelId, ItemId } from '../../shared/model/index.ts';

/** Values SQLite binds. Booleans are written as 0 and 1 by the caller, so that a column's type is never a guess. */
export type Bind = string | number | bigint | Uint8Array | null;

/**
 * A statement as SQLite gets it. Where a `?` is compared with something or limits a list, the plan may hang on its value, and SQLite
 * compiles the statement anew whenever another one is bound (SQLite's where.c, sqlite3ExprIsInteger; documentation of
 * sqlite3_prepare_v2): ten times and more what most of ours take themselves. Behind a sign it is a value like any other: a sign
 * changes nothing in whatever it stands before (lang_expr, unary operators) and has no affinity, as `?` has none.
 */
export const planned = (sql: string): string => sql.replaceAll(/(?<=(?:[=<>]|\bLIMIT|\bIS|\bIS NOT) )\?/g, '+?');

/** A connection that may read. Every statement is prepared once for the life of the connection. */
export class ReadDb {
  readonly raw: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(raw: Database.Database) {
    this.raw = raw;
  }

  protected statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.raw.prepare(planned(sql));
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  get<T>(sql: string, ...params: Bind[]): T | undefined {
    return this.statement(sql).get(...params) as T | undefined;
  }

  all<T>(sql: string, ...params: Bind[]): T[] {
    return this.statement(sql).all(...params) as T[];
  }

  /** First column of the first row. */
  value<T extends Bind>(sql: string, ...params: Bind[]): T | undefined {
    const row = this.statement(sql)
      .raw(true)
      .get(...params) as T[] | undefined;
    return row?.[0];
  }

  /** First column of every row. */
  values<T extends Bind>(sql: string, ...params: Bind[]): T[] {
    const rows = this.statement(sql)
      .raw(true)
      .all(...params) as T[][];
    return rows.map((row) => row[0] as T);
  }

  /**
   * Rows of many owners by owner, with one statement for all of them: a statement for each costs a page several times its
   * own reading. `sql` takes the owners' keys as the first parameter, for `json_each`.
   */
  grouped<T>(sql: string, owners: Iterable<number>, ownerOf: (row: T) => number): ReadonlyMap<number, T[]> {
    const groups = new Map<number, T[]>();
    for (const row of this.all<T>(sql, JSON.stringify([...owners]))) {
      const group = groups.get(ownerOf(row));
      if (group) group.push(row);
      else groups.set(ownerOf(row), [row]);
    }
    return groups;
  }

  /** Reads what stands at one moment: many statements under one lock, and nothing changes between them. */
  snapshot<T>(read: () => T): T {
    if (this.raw.inTransaction) return read();
    this.statement('BEGIN').run();
    try {
      return read();
    } finally {
      this.statement('COMMIT').run();
    }
  }
}

/** Where a column's value is any of the keys given as one JSON text. */
export const anyKey = 'IN (SELECT value FROM json_each(?))';

/** What a transaction touched; published to the feed after the commit. Customer keys, not ids: links may move them. */
export type Touched = {
  customers: Set<number>;
  channels: Set<ChannelId>;
  workspace: boolean;
  notices: boolean;
  calls: Set<ItemId>;
  agentStates: boolean;
  team: boolean;
};

export const nothingTouched = (): Touched => ({
  customers: new Set(),
  channels: new Set(),
  workspace: false,
  notices: false,
  calls: new Set(),
  agentStates: false,
  team: false,
});

/**
 * A write transaction in progress. Only {@link Store.write} makes one, and it is dead afterwards.
 */
export class WriteTx extends ReadDb {
  readonly touched: Touched = nothingTouched();
  #open = true;
  readonly #run: (sql: string) => Database.Statement;

  constructor(db: WriteConnection) {
    super(db.raw);
    this.#run = (sql) => db.prepared(sql);
  }

  protected override statement(sql: string): Database.Statement {
    if (!this.#open) throw new Error('transaction used after it ended');
    return this.#run(sql);
  }

  run(sql: string, ...params: Bind[]): Database.RunResult {
    return this.statement(sql).run(...params);
  }

  /** Runs an insert and answers the new integer key. */
  insert(sql: string, ...params: Bind[]): number {
    return Number(this.run(sql, ...params).lastInsertRowid);
  }

  touchCustomer(key: number): void {
    this.touched.customers.add(key);
  }

  end(): void {
    this.#open = false;
  }
}

/** The one connection that writes; keeps the prepared statements its transactions share. */
export class WriteConnection extends ReadDb {
  prepared(sql: string): Database.Statement {
    return this.statement(sql);
  }
}
