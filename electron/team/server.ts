import { Socket } from 'node:net';
import pg from 'pg';
import type { TeamAddress } from '../core/team-url.ts';
import type { Place } from '../store/team/state.ts';
import { clientConfig } from './connect.ts';
import type {
  Change,
  ConversationRow,
  Hello,
  LeaseAnswer,
  NotMine,
  OrderPeople,
  OutboxRow,
  PersonRows,
  PushAnswer,
  PushBatch,
  WantRow,
  Witness,
} from './wire.ts';

/** The server cannot be reached, or fell silent: whatever was asked may or may not have been done. */
export class ServerAway extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ServerAway';
  }
}

/** Another node runs the channel by now; nothing was written. */
export class LeaseLost extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LeaseLost';
  }
}

/** The server said no. `code` is its SQLSTATE. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.code = code;
  }
}

export type ServerOptions = { address: TeamAddress; password?: string };

/** A server that does not answer within this is gone; ms. */
const answerWithinMs = 10_000;
const connectWithinMs = 8_000;
/** One that does not take leave within this is hung up on. */
const leaveWithinMs = 1_000;
/** What the server took back because another was in its way is asked again, up to so often in all. */
const asksAtMost = 5;

/**
 * One connection to the team's PostgreSQL: calls its functions and hears its notifications. Every call is one statement, so a
 * desk that freezes holds no transaction open.
 */
export class TeamServer {
  readonly #client: pg.Client;
  readonly #socket: Socket;
  #ended = false;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(client: pg.Client, socket: Socket) {
    this.#client = client;
    this.#socket = socket;
  }

  /** @throws ServerAway when nobody answers, Refused when the server does not want us */
  static async connect(
    options: ServerOptions,
    on: { notice(payload: string): void; end(server: TeamServer, error: Error): void },
  ): Promise<TeamServer> {
    const socket = new Socket();
    const client = new pg.Client({
      stream: () => socket,
      ...clientConfig(options.address, options.password === undefined ? {} : { password: options.password }),
      connectionTimeoutMillis: connectWithinMs,
      query_timeout: answerWithinMs,
      keepAliveInitialDelayMillis: 5_000,
    });
    const server = new TeamServer(client, socket);
    // Until it is open, whoever asked for it is told by the asking itself.
    let open = false;
    const end = (error: Error): void => {
      if (server.#ended) return;
      server.#ended = true;
      if (open) on.end(server, error);
      void server.#hangUp();
    };
    client.on('error', end);
    client.on('end', () => end(new Error('the connection ended')));
    client.on('notification', ({ payload }) => on.notice(payload ?? ''));
    try {
      await client.connect();
      // Where anybody may make things in the schema `public` (until PostgreSQL 15), nothing of theirs is taken for the server's own.
      await client.query('SET search_path = pg_catalog; LISTEN throughline');
      open = true;
      return server;
    } catch (error) {
      server.#ended = true;
      await server.#hangUp();
      throw classify(error);
    }
  }

  /** One question after another: a connection answers them in turn anyway, and what waits does not use up the time of an answer. */
  #ask<T>(sql: string, ...params: unknown[]): Promise<T[]> {
    const answer = this.#turn.then(() => this.#askNow<T>(sql, params));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #askNow<T>(sql: string, params: unknown[]): Promise<T[]> {
    for (let tried = 1; ; tried += 1) {
      if (this.#ended) throw new ServerAway(new Error('the connection ended'));
      try {
        const { rows } = await this.#client.query<pg.QueryResultRow>({ text: sql, values: params });
        return rows as T[];
      } catch (error) {
        if (tried < asksAtMost && isUndone(error)) continue;
        const known = classify(error);
        // Whoever was silent once may answer this question in place of the next one.
        if (known instanceof ServerAway) this.leave(known);
        throw known;
      }
    }
  }

  /** One of the functions of the schema, and what it answers. */
  async call<T>(name: string, ...params: unknown[]): Promise<T> {
    const marks = params.map((_, n) => `$${n + 1}`).join(', ');
    const [row] = await this.#ask<{ value: T }>(`SELECT throughline.${name}(${marks}) AS value`, ...params);
    return (row as { value: T }).value;
  }

  /** What this agent may read of the tables. */
  rows<T>(sql: string, ...params: unknown[]): Promise<T[]> {
    return this.#ask<T>(sql, ...params);
  }

  /** The last moment of the older state that the server went back to; `null` where it does not say. */
  async copyOf(): Promise<number | null> {
    const [row] = await this.rows<{ at: string | null }>("SELECT to_jsonb(m) ->> 'copy_of' AS at FROM throughline.meta m");
    return row?.at == null ? null : Number(row.at);
  }

  hello(node: { id: string; kind: string; name: string; schema: number; program: string }, witness: Witness[]): Promise<Hello> {
    return this.call('hello', node.id, node.kind, node.name, node.schema, node.program, JSON.stringify(witness));
  }

  renewEpoch(expected: string, witness: Witness[]): Promise<string> {
    return this.call('renew_epoch', expected, JSON.stringify(witness));
  }

  missing(kind: string, ids: readonly string[]): Promise<string[]> {
    return this.call('missing', kind, ids);
  }

  /** Changes above `after` and below `before` (the present bound where there is none). */
  async pull(after: Place | null, before: Place | null, newestFirst: boolean, max: number): Promise<Change[]> {
    return this.#ask<Change>(
      `SELECT kind, id, xid, seq::text AS seq, body, CASE WHEN n > count(*) OVER () - 3 THEN throughline.sealed(kind, id, xid) END AS seal
       FROM throughline.pull($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS p (kind, id, xid, seq, body, n) ORDER BY n`,
      after?.xid ?? null,
      after?.seq ?? null,
      before?.xid ?? null,
      before?.seq ?? null,
      newestFirst,
      max,
    );
  }

  /** How many changes lie between two places, about. */
  async count(after: Place | null, before: Place): Promise<number> {
    const [row] = await this.#ask<{ n: string }>(
      'SELECT count(*) AS n FROM throughline.changes WHERE (xid, seq) > ($1::xid8, $2) AND (xid, seq) < ($3::xid8, $4)',
      after?.xid ?? '0',
      after?.seq ?? '0',
      before.xid,
      before.seq,
    );
    return Number(row?.n ?? 0);
  }

  horizon(): Promise<string> {
    return this.call('horizon');
  }

  /** Things by name, as this agent may see them. */
  async bodies(refs: ReadonlyArray<{ kind: string; id: string }>): Promise<Change[]> {
    return this.#ask<Change>(
      `SELECT r.kind, r.id, '0' AS xid, '0' AS seq, throughline.body_of(r.kind, r.id) AS body
       FROM jsonb_to_recordset($1::jsonb) AS r (kind text, id text)`,
      JSON.stringify(refs),
    );
  }

  /** One person whole; `null` when this agent may not see them. `before`: epoch ms, records said earlier than that. */
  person(customer: string, before: number | null, max: number): Promise<PersonRows | null> {
    return this.call('person', customer, before, max);
  }

  push(batch: PushBatch): Promise<PushAnswer> {
    return this.call('push', JSON.stringify(batch));
  }

  /** Answers the name it has there. `wait`: it is under way still, or told by whoever runs the channel. */
  sentAlone(record: object): Promise<{ id: string; wait?: boolean }> {
    return this.call('sent_alone', JSON.stringify(record));
  }

  claim(id: string, version: number, change: object): Promise<ClaimAnswer> {
    return this.call('claim', id, version, JSON.stringify(change));
  }

  link(id: string, a: string, b: string, evidence: unknown, byRule: boolean): Promise<{ ok: boolean; why?: string }> {
    return this.call('link', id, a, b, JSON.stringify(evidence), byRule);
  }

  unlink(id: string): Promise<{ ok: boolean; why?: string }> {
    return this.call('unlink', id);
  }

  takeLease(channel: string, node: string, ttlMs: number): Promise<LeaseAnswer> {
    return this.call('lease_take', channel, node, ttlMs);
  }

  renewLease(channel: string, node: string, fence: number, ttlMs: number): Promise<LeaseAnswer> {
    return this.call('lease_renew', channel, node, fence, ttlMs);
  }

  releaseLease(channel: string, node: string, fence: number): Promise<LeaseAnswer> {
    return this.call('lease_release', channel, node, fence);
  }

  /** Who holds what, as the server has it now. */
  async leases(): Promise<
    Array<{ channel: string; node: string | null; name: string | null; kind: string | null; free: boolean }>
  > {
    return this.#ask(
      `SELECT c.id AS channel, l.node_id AS node, n.name, n.kind,
         (l.node_id IS NULL OR l.expires_at IS NULL OR l.expires_at <= clock_timestamp()) AS free
       FROM throughline.channels c LEFT JOIN throughline.leases l ON l.channel_id = c.id LEFT JOIN throughline.nodes n ON n.id = l.node_id
       WHERE c.removed_at IS NULL`,
    );
  }

  cursors(channel: string): Promise<Array<{ stream: string; cursor: string }>> {
    return this.#ask('SELECT stream, cursor FROM throughline.cursors WHERE channel_id = $1', channel);
  }

  enqueue(entry: object): Promise<{ ok: boolean; state: string }> {
    return this.call('outbox_enqueue', JSON.stringify(entry));
  }

  claimOutbox(channel: string, node: string, fence: number, max: number, flying: readonly string[]): Promise<OutboxRow[]> {
    return this.#ask(
      'SELECT to_jsonb(o) AS row FROM throughline.outbox_claim($1, $2, $3, $4, $5) AS o',
      channel,
      node,
      fence,
      max,
      flying,
    ).then((rows) => (rows as Array<{ row: OutboxRow }>).map(({ row }) => row));
  }

  settle(
    id: string,
    node: string,
    fence: number,
    outcome: string,
    detail: object,
    retryMs: number,
  ): Promise<{ ok: boolean; state: string }> {
    return this.call('outbox_settle', id, node, fence, outcome, JSON.stringify(detail), retryMs);
  }

  /** What waits at the provider of a channel that we hold, about people whom this agent does not see. */
  channelWants(channel: string, node: string, fence: number, max: number): Promise<WantRow[]> {
    return this.#ask('SELECT id, body FROM throughline.channel_wants($1, $2, $3, $4)', channel, node, fence, max);
  }

  settleWant(channel: string, node: string, fence: number, id: string, rev: number, answer: object): Promise<{ ok: boolean }> {
    return this.call('want_settle', channel, node, fence, id, rev, JSON.stringify(answer));
  }

  /** Whom answers in hand go to, as far as it takes to send them. */
  ordersGoTo(channel: string, node: string, fence: number, orders: readonly string[]): Promise<OrderPeople> {
    return this.call('orders_go_to', channel, node, fence, orders);
  }

  decide(id: string, decision: 'accepted' | 'queued' | 'cancelled'): Promise<{ ok: boolean; state: string }> {
    return this.call('outbox_decide', id, decision, null);
  }

  cancel(id: string): Promise<{ ok: boolean; state: string }> {
    return this.call('outbox_cancel', id);
  }

  putChannel(channel: object, version: number): Promise<{ ok: boolean; version: number }> {
    return this.call('channel_put', JSON.stringify(channel), version);
  }

  /** Answers whether the bytes are wanted. @throws Refused `TL002` while they are being removed for good */
  putFile(hash: string, size: number, store: 'database' | 's3'): Promise<boolean> {
    return this.call('file_put', hash, size, store);
  }

  putChunk(hash: string, n: number, bytes: Buffer): Promise<boolean> {
    return this.call('file_chunk', hash, n, bytes);
  }

  fileDone(hash: string): Promise<boolean> {
    return this.call('file_done', hash);
  }

  async file(hash: string): Promise<{ size: number; complete: boolean; store: 'database' | 's3' } | undefined> {
    const [row] = await this.#ask<{ size: string; complete: boolean; store: 'database' | 's3' }>(
      'SELECT size, complete, store FROM throughline.files WHERE hash = $1',
      hash,
    );
    return row && { ...row, size: Number(row.size) };
  }

  /** Objects of erased people that are this desk's to take away now. */
  takeRemovals(max: number): Promise<string[]> {
    return this.call('file_removals_take', max);
  }

  removed(hash: string): Promise<void> {
    return this.call('file_removed', hash);
  }

  async chunk(hash: string, n: number): Promise<Buffer | undefined> {
    const [row] = await this.#ask<{ bytes: Buffer }>(
      'SELECT bytes FROM throughline.file_chunks WHERE hash = $1 AND n = $2',
      hash,
      n,
    );
    return row?.bytes;
  }

  /** Ends the connection as if it had failed: whoever works with it connects again. */
  leave(why: Error): void {
    this.#client.emit('error', why);
  }

  close(): Promise<void> {
    this.#ended = true;
    return this.#hangUp();
  }

  /** Through a line that swallows everything, an orderly end would be waited for as long as the system keeps trying. */
  async #hangUp(): Promise<void> {
    const timer = setTimeout(() => this.#socket.destroy(), leaveWithinMs);
    await this.#client.end().catch(() => undefined);
    clearTimeout(timer);
  }
}

export type ClaimAnswer =
  | { ok: true; conversation: ConversationRow }
  | ({ ok: false; why: string; conversation: ConversationRow } & NotMine);

/**
 * SQLSTATE classes in which the connection, the server or the moment is at fault, and not the question (PostgreSQL, appendix A): lost
 * connections, deadlocks and failed serialisation, want of resources, locks, intervention, the system.
 */
const passing = /^(08|40|53|55|57|58)/;

/** Failed serialisation and deadlocks: nothing of the statement was done, and the server is well. */
const isUndone = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');

function classify(error: unknown): Error {
  if (error instanceof ServerAway || error instanceof Refused || error instanceof LeaseLost) return error;
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code === undefined || passing.test(code)) return new ServerAway(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === 'TL001' ? new LeaseLost(message) : new Refused(code, message);
}
