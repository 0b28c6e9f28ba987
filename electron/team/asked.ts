import type { FileHash } from '../../shared/model/index.ts';
import { eachDeskListens } from '../core/pbx.ts';
import type { TeamRecord } from '../core/team/records.ts';
import type { ReadDb } from '../store/db.ts';
import { type AttachmentRow, attachmentByKey, attachmentsOf, setAttachment } from '../store/repos/attachment.repo.ts';
import { listChannels } from '../store/repos/channel.repo.ts';
import { itemById } from '../store/repos/item.repo.ts';
import type { Store } from '../store/store.ts';
import { type AskRow, askFor, openAsks, setAsk, stranded, tellLeft } from '../store/team/asks.ts';
import { addToShare, isShared, isToShare } from '../store/team/files.ts';
import { isQueued } from '../store/team/queue.ts';
import type { FileContext } from './files.ts';
import { fromServer } from './wire.ts';

/**
 * Files that colleagues ask of a channel that this desk runs: begins to fetch what is only at its provider, and says how it ended once
 * the team has the bytes, or they cannot be had. Answers whether there is something to fetch.
 */
export function answerAsks(store: Store, channelKey: number): boolean {
  const open = openAsks(store.read, channelKey);
  if (open.length === 0) return false;
  const steps = open.map((row) => ({ row, step: stepOf(store, row) }));
  if (steps.every(({ step }) => step === undefined)) return false;
  store.write((tx) => {
    for (const { row, step } of steps) {
      if (step === undefined) continue;
      const file = attachmentByKey(tx, row.attachment_key);
      const { state, detail = null } = step;
      if (file && step.fetch) setAttachment(tx, file, { state: 'fetching' });
      else if (file && state === 'failed' && file.state === 'fetching')
        setAttachment(tx, file, { state: 'failed', error: detail ?? '' });
      else if (file?.hash && step.share) addToShare(tx, { hash: file.hash, kind: 'item', rowKey: file.item_key });
      setAsk(tx, row, state, detail);
    }
  });
  return steps.some(({ step }) => step?.fetch === true);
}

/** What this desk was fetching when another took the channel over is asked of that one. */
export function askForStranded(store: Store, holder: (channelId: string) => string | undefined, now: number): void {
  for (const { id, key, kind } of listChannels(store.read)) {
    if (holder(id) === undefined || eachDeskListens(kind)) continue;
    const rows = stranded(store.read, key);
    if (rows.length > 0) store.write((tx) => rows.forEach((row) => void askFor(tx, row, now)));
  }
}

/**
 * Items that are not this desk's to tell any more, with files that came when it still ran their channel, or just after: what the server
 * has no name for is told beside them.
 */
export async function tellLeftFiles(ctx: FileContext & { now(): number }, items: readonly TeamRecord[]): Promise<void> {
  const { store, server } = ctx;
  const own = items.flatMap(({ kind, id }) => {
    if (kind !== 'item') return [];
    const files = attachmentsOf(store.read, itemById(store.read, id)?.key ?? 0);
    const here = files.filter(({ state, ref, hash }) => state === 'local' && ref !== null && hash && isShared(store.read, hash));
    return here.length === 0 ? [] : [{ id, here }];
  });
  if (own.length === 0) return;
  const theirs = new Map(
    (await server.bodies(own.map(({ id }) => ({ kind: 'record', id })))).map((change) => [change.id, change]),
  );
  const left = own.flatMap(({ id, here }) => {
    const change = theirs.get(id);
    const record = change && fromServer(change);
    if (record?.kind !== 'item') return [];
    const unnamed = new Set(record.body.files.filter(({ hash }) => hash === null).map((file) => file.id));
    return here.filter((row) => unnamed.has(row.id));
  });
  if (left.length > 0) store.write((tx) => left.forEach((row) => void tellLeft(tx, row, ctx.now())));
}

type Step = { state: 'taken' | 'failed' | 'done'; fetch?: true; share?: true; detail?: string };

/** `undefined`: nothing has changed since it was looked at. */
function stepOf({ read }: Store, ask: AskRow): Step | undefined {
  const file = attachmentByKey(read, ask.attachment_key);
  if (!file || file.state === 'too-large') return { state: 'failed', detail: file?.error ?? 'file-not-given' };
  switch (file.state) {
    case 'local':
      return file.hash === null ? undefined : shareStep(read, file, file.hash, ask);
    case 'fetching':
      return ask.state === 'taken' || file.ref === null ? withoutRef(file.ref) : { state: 'taken' };
    case 'failed':
      // Of the same asking it is the answer; a new one tries again.
      if (ask.state === 'taken') return { state: 'failed', detail: file.error ?? '' };
  }
  return withoutRef(file.ref) ?? { state: 'taken', fetch: true };
}

function shareStep(read: ReadDb, file: AttachmentRow, hash: FileHash, ask: AskRow): Step | undefined {
  if (isShared(read, hash)) return { state: 'done' };
  if (isToShare(read, hash) || isQueued(read, 'item', file.item_key)) return undefined;
  return ask.state === 'asked' ? { state: 'taken', share: true } : { state: 'failed', detail: 'file-not-stored' };
}

const withoutRef = (ref: string | null): Step | undefined =>
  ref === null ? { state: 'failed', detail: 'file-of-its-receiver' } : undefined;
