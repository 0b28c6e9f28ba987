import type Database from 'better-sqlite3';
import { type Bind, planned, ReadDb, WriteConnection } from '../../../electron/store/db.ts';

/** A reader that remembers which statements were asked of it, and with what. */
export class RecordingReader extends ReadDb {
  readonly statements = new Set<string>();
  /** Only while somebody wants to know. */
  #asked: Array<{ sql: string; params: Bind[] }> | undefined;

  protected override statement(sql: string): Database.Statement {
    this.statements.add(planned(sql));
    return super.statement(sql);
  }

  override get<T>(sql: string, ...params: Bind[]): T | undefined {
    this.#asked?.push({ sql, params });
    return super.get<T>(sql, ...params);
  }

  override all<T>(sql: string, ...params: Bind[]): T[] {
    this.#asked?.push({ sql, params });
    return super.all<T>(sql, ...params);
  }

  override value<T extends Bind>(sql: string, ...params: Bind[]): T | undefined {
    this.#asked?.push({ sql, params });
    return super.value<T>(sql, ...params);
  }

  override values<T extends Bind>(sql: string, ...params: Bind[]): T[] {
    this.#asked?.push({ sql, params });
    return super.values<T>(sql, ...params);
  }

  /** What this work asks of the database, as raw prepared statements in one transaction: what SQLite and its binding cost. */
  bare(work: () => unknown): () => void {
    const asked: Array<{ sql: string; params: Bind[] }> = [];
    this.#asked = asked;
    work();
    this.#asked = undefined;
    const calls = asked.map(({ sql, params }) => ({ statement: this.raw.prepare(sql), params }));
    const [begin, commit] = [this.raw.prepare('BEGIN'), this.raw.prepare('COMMIT')];
    return () => {
      begin.run();
      for (const { statement, params } of calls) statement.all(...params);
      commit.run();
    };
  }
}

/** A writer that remembers its statements, and the keys the indexer was given with each batch. */
export class RecordingWriter extends WriteConnection {
  readonly statements = new Set<string>();
  readonly indexed: number[][] = [];

  protected override statement(sql: string): Database.Statement {
    this.statements.add(planned(sql));
    return super.statement(sql);
  }

  override all<T>(sql: string, ...params: Bind[]): T[] {
    const rows = super.all<T>(sql, ...params);
    if (sql.includes('FROM search_queue')) this.indexed.push(rows.map((row) => Number((row as { key: number }).key)));
    return rows;
  }
}
