import type Database from 'better-sqlite3';
import { type Bind, ReadDb, WriteConnection } from '../../../electron/store/db.ts';

/** A reader that remembers which statements were asked of it. */
export class RecordingReader extends ReadDb {
  readonly statements = new Set<string>();

  protected override statement(sql: string): Database.Statement {
    this.statements?.add(sql);
    return super.statement(sql);
  }
}

/** A writer that remembers its statements, and the keys the indexer was given with each batch. */
export class RecordingWriter extends WriteConnection {
  readonly statements = new Set<string>();
  readonly indexed: number[][] = [];

  protected override statement(sql: string): Database.Statement {
    this.statements.add(sql);
    return super.statement(sql);
  }

  override all<T>(sql: string, ...params: Bind[]): T[] {
    const rows = super.all<T>(sql, ...params);
    if (sql.includes('FROM search_queue')) this.indexed.push(rows.map((row) => Number((row as { key: number }).key)));
    return rows;
  }
}
