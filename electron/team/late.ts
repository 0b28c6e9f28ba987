import type { ConversationChange, ConversationUndo } from '../../shared/contract/api.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { LateDecision } from '../../shared/model/index.ts';
import { outdatedByWords, overtaken, type Stand } from '../core/team/late.ts';
import type { ReadDb } from '../store/db.ts';
import { type ConversationRow as LocalConversation, openConversation } from '../store/repos/conversation.repo.ts';
import { addLateDecision } from '../store/repos/notice.repo.ts';
import { me } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import { leadOn, nextDecision, removeDecision, type WaitingDecision, wantedBy } from '../store/team/waiting.ts';
import { Refused, ServerAway } from './server.ts';
import type { ConversationRow } from './wire.ts';

/** So many of those that waited are decided before the rest of what was changed meanwhile is read and told. */
const decidedAtOnce = 20;

type Context = {
  store: Store;
  now(): number;
  decide(
    root: number,
    change: ConversationChange,
    version: number | undefined,
    still: (row: ConversationRow) => boolean,
  ): Promise<ConversationUndo | undefined>;
};

/**
 * Makes what was decided while the server was away, in its order, and tells of each that was not made what it was and why. What others
 * changed meanwhile stands in the way of what it contradicts, and of nothing else.
 */
export async function decideWaiting(ctx: Context): Promise<void> {
  for (let n = 0; n < decidedAtOnce; n += 1) {
    const waiting = nextDecision(ctx.store.read);
    if (!waiting || !(await decideLate(ctx, waiting))) return;
  }
}

/** Answers false when nobody can be asked now. */
async function decideLate({ store, now, decide }: Context, waiting: WaitingDecision): Promise<boolean> {
  const { customerKey, change, version, stood } = waiting;
  const own = me(store.read).id;
  let found: ConversationRow | undefined;
  const still = (row: ConversationRow): boolean => {
    found = row;
    return stood !== undefined && row.merged_into === null && overtaken(change, stood, standOnServer(row), own) === undefined;
  };
  let late: LateDecision | undefined;
  let undo: ConversationUndo | undefined;
  const wanted = wantedBy(store.read, change);
  if (stood && !openConversation(store.read, customerKey)) {
    // Over by now, which may be what was wanted.
    if (change.status !== 'resolved') late = { wanted, why: 'changed', status: 'resolved' };
  } else if (outdatedByWords(change) && stood && lastHeard(store.read, customerKey) !== waiting.heard) {
    late = { wanted, why: 'wrote' };
  } else {
    try {
      undo = await decide(customerKey, change, version ?? undefined, still);
    } catch (error) {
      if (error instanceof ServerAway || (error instanceof DomainError && error.code === 'unavailable')) return false;
      late = { wanted, ...reasonOf(store.read, waiting, error, found) };
    }
  }
  store.write((tx) => {
    removeDecision(tx, waiting);
    if (late) addLateDecision(tx, { customerKey, late, at: now() });
    const row = openConversation(tx, customerKey);
    if (undo && row) leadOn(tx, waiting, undo.version, standOf(tx, row));
  });
  return true;
}

/** How it stands here. */
export const standOf = (db: ReadDb, { status, assignee_key }: LocalConversation): Stand => ({
  status,
  assigneeId: db.value<string>('SELECT id FROM agents WHERE key = ?', assignee_key ?? 0) ?? null,
});

const standOnServer = ({ status, assignee_id }: ConversationRow): Stand => ({ status, assigneeId: assignee_id });

const nameOf = (db: ReadDb, id: string | null | undefined): string | undefined =>
  id == null ? undefined : db.value<string>('SELECT name FROM agents WHERE id = ?', id);

/** The last thing the customer said, as far as is known here. */
export const lastHeard = (db: ReadDb, customerKey: number): string | undefined =>
  db.value<string>(
    `SELECT id FROM items WHERE customer_key IN (SELECT key FROM customers WHERE root_key = (SELECT root_key FROM customers WHERE key = ?))
     AND direction = 'in' AND automatic = 0 ORDER BY key DESC LIMIT 1`,
    customerKey,
  );

function reasonOf(
  db: ReadDb,
  { customerKey }: WaitingDecision,
  error: unknown,
  found: ConversationRow | undefined,
): Omit<LateDecision, 'wanted'> {
  const own = me(db).id;
  const local = openConversation(db, customerKey);
  const stands = found ? standOnServer(found) : local && standOf(db, local);
  const holder = stands?.assigneeId === own ? undefined : nameOf(db, stands?.assigneeId);
  const code = error instanceof Refused || error instanceof DomainError ? error.code : undefined;
  if (code === 'P0002' || code === 'not-found') return { why: 'gone' };
  if (code === '42501' || code === 'not-allowed')
    return holder === undefined ? { why: 'not-allowed' } : { why: 'taken', by: holder };
  if (holder !== undefined) return { why: 'taken', by: holder };
  const by = found?.changed_by === own ? undefined : nameOf(db, found?.changed_by);
  return { why: 'changed', ...(by === undefined ? {} : { by }), ...(stands ? { status: stands.status } : {}) };
}
