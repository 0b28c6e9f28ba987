import type { Call } from '../../../shared/model/index.ts';
import { progressOf } from '../../core/team/calls.ts';
import { claimOf, rebase } from '../../core/team/claims.ts';
import { type LostWords, lostWords } from '../../core/team/lost-words.ts';
import { asAfterwards, merge } from '../../core/team/merge.ts';
import type { RecordKind, TeamRecord } from '../../core/team/records.ts';
import type { WriteTx } from '../db.ts';
import { conversationByKey } from '../repos/conversation.repo.ts';
import { membersOf, rootOf } from '../repos/customer.repo.ts';
import { waitingSince } from '../repos/inbox.repo.ts';
import { itemById } from '../repos/item.repo.ts';
import { addOverwritten } from '../repos/notice.repo.ts';
import { exportRecord } from './export.ts';
import { unsharedOf } from './files.ts';
import { type Imported, importRecords } from './import.ts';
import { baseOf, enqueueRecord, isQueued, keyOf, knownBefore, settleRow, setVersion, versionOf } from './queue.ts';
import { teamState } from './state.ts';

/**
 * Takes in records as the server has them, together with what was changed here and not told yet: both are brought together, and what
 * is still ours alone stays in the queue. Nothing is ever older than what was taken in before.
 */
export function takeIn(tx: WriteTx, records: readonly TeamRecord[], options: { historic: boolean }): Imported {
  const steps = records.flatMap((record) => (record.version < versionOf(tx, record) ? [] : (settle(tx, record) ?? [])));
  const imported = importRecords(
    tx,
    steps.map(({ record }) => record),
    options,
  );
  for (const { record, base, ours } of steps) {
    if (base !== undefined) setVersion(tx, record, record.version, base);
    const key = keyOf(tx, record);
    if (key === undefined) continue;
    if (ours) enqueueRecord(tx, record.kind, key);
    else settleRow(tx, record.kind, key);
  }
  for (const { record, lost, by } of steps) if (lost) tellLost(tx, record, lost, by);
  return imported;
}

/** Whoever's words gave way, they are kept where they can be read and copied. */
function tellLost(tx: WriteTx, record: TeamRecord, lost: LostWords, by: string | undefined): void {
  const customerKey = record.kind === 'customer' ? keyOf(tx, record) : undefined;
  const item = record.kind === 'wish' ? itemById(tx, record.body.item) : undefined;
  const name = tx.value<string>('SELECT name FROM agents WHERE id = ?', by ?? '');
  const overwritten = { ...lost, ...(name === undefined ? {} : { by: name }) };
  addOverwritten(tx, { customerKey: customerKey ?? item?.customer_key, itemKey: item?.key, overwritten, at: Date.now() });
}

/**
 * `ours`: something of it is to be told to the server still. `base`: how it stands there, where that is kept. `lost`: what was typed and
 * does not stand; `by`: who typed the server's.
 */
type Step = {
  record: TeamRecord;
  ours: boolean;
  base?: Extract<TeamRecord, { kind: 'conversation' }>['body'];
  lost?: LostWords | undefined;
  by?: string | undefined;
};

/** `undefined`: it stands so here already. */
function settle(tx: WriteTx, theirs: TeamRecord): Step | undefined {
  const key = keyOf(tx, theirs);
  const mine = key === undefined ? undefined : exportRecord(tx, theirs.kind, key);
  const dirty = key !== undefined && isQueued(tx, theirs.kind, key);
  if (theirs.kind === 'conversation') {
    const base = baseOf(tx, theirs.id);
    const known = !dirty && theirs.version === versionOf(tx, theirs) && base !== undefined;
    if (known && mine && sameBody(mine.body, theirs.body)) return undefined;
    if (dirty && !base && mine?.kind === 'conversation' && (conversationByKey(tx, key)?.version ?? 0) > theirs.version) {
      // The server went back to before what it had told us: what came after stands here.
      const body = { ...mine.body, customer: theirs.body.customer, mergedInto: theirs.body.mergedInto };
      return { record: { ...theirs, body }, base: theirs.body, ours: claimOf(theirs.body, body) !== undefined };
    }
    if (!dirty || !base || mine?.kind !== 'conversation' || key === undefined)
      return { record: theirs, base: theirs.body, ours: false };
    const body = rebase(base, mine.body, theirs.body, waits(tx, key));
    return { record: { ...theirs, body }, base: theirs.body, ours: claimOf(theirs.body, body) !== undefined };
  }
  if (!mine || (!dirty && theirs.version > mine.version)) return { record: theirs, ours: false };
  const untold = dirty && key !== undefined && hasUnshared(tx, theirs.kind, key);
  if (sameBody(mine.body, theirs.body))
    return !dirty && theirs.version === mine.version && mine.version > 0 ? undefined : { record: theirs, ours: untold };
  const before = knownBefore(tx, theirs);
  if (before !== undefined && before > theirs.version)
    return { record: { ...asAfterwards(mine, theirs), version: theirs.version }, ours: true };
  const tells = theirs.kind === 'item' && theirs.body.channel !== null && teamState(tx, 'tells').includes(theirs.body.channel);
  const merged = merge(mine, theirs, { tells });
  // Who only listens too has nothing to add to what is known of a call, but that it went on since.
  const adds = tells || theirs.kind !== 'item' || theirs.body.call === undefined || isAhead(mine, theirs.body.call.told);
  const lost = before === undefined && isNewThere(theirs, mine, dirty) ? lostWords(mine, theirs, merged) : undefined;
  const ours = untold || (adds && !sameBody(merged.body, theirs.body));
  return { record: { ...merged, version: theirs.version }, ours, lost, by: theirs.by };
}

/**
 * The server's was typed without knowing ours: it came after what ours departs from, or was there first when ours was told. Seen once, it
 * is what ours departs from.
 */
const isNewThere = (theirs: TeamRecord, mine: TeamRecord, dirty: boolean): boolean =>
  dirty ? theirs.version > mine.version : theirs.version === mine.version;

const isAhead = (mine: TeamRecord, told: Pick<Call, 'state' | 'answeredAt' | 'outcome'>): boolean =>
  mine.kind === 'item' && progressOf(mine.body.call?.told) > progressOf(told);

/** It has files that no body names yet, because they are shared ahead of being told of. */
const hasUnshared = (tx: WriteTx, kind: RecordKind, key: number): boolean =>
  unsharedOf(tx, { items: kind === 'item' ? [key] : [], contacts: kind === 'contact' ? [key] : [] }).length > 0;

/** Their customer has said something that nobody has answered. */
function waits(tx: WriteTx, key: number): boolean {
  const row = conversationByKey(tx, key);
  if (!row) return false;
  const members = membersOf(tx, rootOf(tx, row.customer_key).key).map((member) => member.key);
  return waitingSince(tx, members) !== null;
}

const sameBody = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
