import type { Delivery } from '../../../shared/model/index.ts';
import { oursLeads, progressOf } from './calls.ts';
import type { AskBody, ContactBody, CustomerBody, FileBody, ItemBody, TeamRecord, WishBody } from './records.ts';

/**
 * What stands when this desk and the server both changed a thing since they last agreed. Every rule gives the same whichever
 * desk applies it, so desks that have seen the same end up the same. Conversations are claims, see claims.ts. `tells`: this desk
 * runs the channel that an item came by.
 */
export function merge(ours: TeamRecord, theirs: TeamRecord, { tells = false } = {}): TeamRecord {
  if (ours.kind === 'item' && theirs.kind === 'item')
    return { ...theirs, body: { ...mergeItem(ours.body, theirs.body), ...mergeCall(ours.body, theirs.body, tells) } };
  if (ours.kind === 'customer' && theirs.kind === 'customer') return { ...theirs, body: mergeCustomer(ours.body, theirs.body) };
  if (ours.kind === 'contact' && theirs.kind === 'contact') return { ...theirs, body: mergeContact(ours.body, theirs.body) };
  if (ours.kind === 'canned' && theirs.kind === 'canned') return ours.body.updatedAt > theirs.body.updatedAt ? ours : theirs;
  if (ours.kind === 'wish' && theirs.kind === 'wish') return laterWish(ours.body, theirs.body) ? ours : theirs;
  if (ours.kind === 'ask' && theirs.kind === 'ask') return furtherAsk(ours.body, theirs.body) ? ours : theirs;
  return theirs;
}

/** The server went back to before what it had told us, or was told by us: what came after stands here. */
export const asAfterwards = (ours: TeamRecord, theirs: TeamRecord): TeamRecord =>
  ours.kind === 'customer' && theirs.kind === 'customer'
    ? { ...theirs, body: { ...theirs.body, name: ours.body.name, nameRank: ours.body.nameRank } }
    : ours;

/** What was wished last; of the same wish, how it ended. */
const laterWish = (ours: WishBody, theirs: WishBody): boolean =>
  ours.createdAt === theirs.createdAt ? theirs.state === 'pending' : ours.createdAt > theirs.createdAt;

const askStates: ReadonlyArray<AskBody['state']> = ['asked', 'taken', 'failed', 'done'];

/** A file that is there is there, whenever it was asked for; else what was asked last, and of the same asking how far that is. */
function furtherAsk(ours: AskBody, theirs: AskBody): boolean {
  if ((ours.state === 'done') !== (theirs.state === 'done')) return ours.state === 'done';
  if (ours.createdAt !== theirs.createdAt) return ours.createdAt > theirs.createdAt;
  return askStates.indexOf(ours.state) > askStates.indexOf(theirs.state);
}

/** How far a message has come; what is further on is known of it. A failure and a doubt give way to what was seen to arrive. */
const reached: Readonly<Record<Delivery, number>> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  cancelled: 3,
  failed: 3,
  sent: 4,
  delivered: 5,
  read: 6,
};

const further = (a: Delivery | null, b: Delivery | null): boolean => (a ? reached[a] : -1) > (b ? reached[b] : -1);

export function mergeItem(ours: ItemBody, theirs: ItemBody): ItemBody {
  const ahead = further(ours.delivery, theirs.delivery) ? ours : theirs;
  const newer = (ours.editedAt ?? 0) > (theirs.editedAt ?? 0) ? ours : theirs;
  return {
    ...theirs,
    text: newer.text,
    htmlHash: newer.htmlHash ?? theirs.htmlHash,
    extra: newer.extra ?? theirs.extra,
    editedAt: newer.editedAt,
    versions: ours.versions.length > theirs.versions.length ? ours.versions : theirs.versions,
    deletedAt: earliest(ours.deletedAt, theirs.deletedAt),
    thread: ahead.thread ?? theirs.thread,
    remoteId: ahead.remoteId ?? theirs.remoteId ?? ours.remoteId,
    parts: ours.parts.length > theirs.parts.length ? ours.parts : theirs.parts,
    delivery: ahead.delivery,
    deliveryNote: ahead.deliveryNote,
    conversation: theirs.conversation ?? ours.conversation,
    files: mergeFiles(ours.files, theirs.files),
  };
}

/** A call is told as a whole: whose it is, and all that is known of it, come from the same desk. */
function mergeCall(ours: ItemBody, theirs: ItemBody, tells: boolean): Partial<ItemBody> {
  if (ours.call === undefined) return {};
  const led = oursLeads(progressOf(ours.call.told), progressOf(theirs.call?.told), tells);
  const { customer, conversation, contact, agent, automatic, text, call } = led ? ours : theirs;
  return { customer, conversation, contact, agent, automatic, text, ...(call === undefined ? {} : { call }) };
}

function mergeFiles(ours: readonly FileBody[], theirs: readonly FileBody[]): FileBody[] {
  if (theirs.length === 0) return [...ours];
  const own = new Map(ours.map((file) => [file.id, file]));
  const merged = theirs.map((file) => {
    const mine = own.get(file.id);
    own.delete(file.id);
    return {
      ...file,
      hash: file.hash ?? mine?.hash ?? null,
      previewHash: file.previewHash ?? mine?.previewHash ?? null,
      part: file.part ?? mine?.part ?? null,
      deletedAt: earliest(file.deletedAt, mine?.deletedAt ?? null),
      version: file.version ?? mine?.version ?? null,
      ...maybeRef(file.ref ?? mine?.ref),
    };
  });
  // Two desks that took in the same message each named its files; those the server has first are the files.
  const known = new Set(theirs.map(sameFile));
  return [...merged, ...[...own.values()].filter((file) => !known.has(sameFile(file)))];
}

const maybeRef = (ref: string | undefined): Pick<FileBody, 'ref'> => (ref === undefined ? {} : { ref });

const sameFile = ({ name, size, part, kind }: FileBody): string => JSON.stringify([name, size, part, kind]);

/** The name from the better source; the server's of two equally good. */
export function mergeCustomer(ours: CustomerBody, theirs: CustomerBody): CustomerBody {
  const named = ours.nameRank > theirs.nameRank ? ours : theirs;
  return { ...theirs, name: named.name, nameRank: named.nameRank };
}

export function mergeContact(ours: ContactBody, theirs: ContactBody): ContactBody {
  const named = (ours.namedAt ?? 0) > (theirs.namedAt ?? 0) ? ours : theirs;
  const proved = ours.verified && !theirs.verified ? ours : theirs;
  return {
    ...theirs,
    verified: proved.verified,
    evidence: proved.evidence,
    label: named.label,
    name: named.name,
    namedAt: named.namedAt,
    portraitHash: theirs.portraitHash ?? ours.portraitHash,
    removedAt: latest(ours.removedAt, theirs.removedAt),
    unreachable: [
      ...theirs.unreachable,
      ...ours.unreachable.filter(({ channel }) => !theirs.unreachable.some((one) => one.channel === channel)),
    ],
  };
}

const earliest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));
const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
