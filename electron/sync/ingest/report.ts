import type { DeliveryReport, InboundMessage } from '../../../shared/contract/connector.ts';
import type { DeliveryNote } from '../../../shared/model/index.ts';
import { normaliseContactPoint } from '../../core/identity/normalise.ts';
import { followsReport } from '../../core/report.ts';
import type { WriteTx } from '../../store/db.ts';
import { setReachability } from '../../store/repos/customer.repo.ts';
import { type ItemRow, type StoredMail, setDelivery } from '../../store/repos/item.repo.ts';
import { moveState, outboxOfItem } from '../../store/repos/outbox.repo.ts';
import { itemByRemote } from '../../store/repos/part.repo.ts';
import { threadOfMail } from '../../store/repos/thread.repo.ts';

type Place = { channelKey: number; country: string };

/** The first message of ours that a report is about, where it is on a timeline here. */
export function reportedItem(tx: WriteTx, reports: readonly DeliveryReport[], at: Place): ItemRow | undefined {
  for (const { about } of reports) {
    const item = about === undefined ? undefined : ourMessage(tx, about, at);
    if (item !== undefined) return item;
  }
  return undefined;
}

/** Puts what a message reports on the messages of ours it is about. `at` is when it was reported, epoch ms. */
export function applyReports(tx: WriteTx, message: Pick<InboundMessage, 'reports' | 'sentAt'>, at: Place): void {
  const reports = message.reports ?? [];
  for (const report of reports) {
    const item = report.about === undefined ? undefined : ourMessage(tx, report.about, at);
    if (item !== undefined) settleReported(tx, item, report, { alone: reports.length === 1, at: message.sentAt, ...at });
  }
}

/**
 * A message of ours that turned up after the report on it, as when a first import goes from the newest to the oldest. Reports
 * are kept with the item that brought them, in the thread of what they are about. `since` (epoch ms, ours) leaves out what was
 * reported of an earlier attempt.
 */
export function applyEarlierReports(tx: WriteTx, item: ItemRow, at: Place, since = 0): void {
  if (item.thread_key === null || item.remote_id === null) return;
  const rows = tx.all<Pick<ItemRow, 'key' | 'mail' | 'sent_at'>>(
    `SELECT key, mail, sent_at FROM items WHERE thread_key = ? AND automatic = 1 AND received_at >= ? AND mail LIKE '%"reports":%'`,
    item.thread_key,
    since,
  );
  for (const row of rows.sort((a, b) => a.key - b.key)) {
    const { reports = [] } = JSON.parse(row.mail ?? '{}') as Partial<StoredMail>;
    applyReports(tx, { reports: reports.filter(({ about }) => about === item.remote_id), sentAt: row.sent_at }, at);
  }
}

function ourMessage(tx: WriteTx, remoteId: string, { channelKey }: Place): ItemRow | undefined {
  const thread = threadOfMail(tx, channelKey, remoteId);
  const item = thread === undefined ? undefined : itemByRemote(tx, thread, remoteId);
  return item?.direction === 'out' ? item : undefined;
}

function settleReported(
  tx: WriteTx,
  item: ItemRow,
  report: DeliveryReport,
  { alone, at, channelKey, country }: Place & { alone: boolean; at: number },
): void {
  const address =
    item.contact_key === null
      ? undefined
      : tx.value<string>('SELECT normalised FROM contact_points WHERE key = ?', item.contact_key);
  const mail = JSON.parse(item.mail ?? '{}') as Partial<StoredMail>;
  const normalised = (value: string) => normaliseContactPoint('email', value, country);
  const key = report.recipient === undefined ? undefined : normalised(report.recipient);
  // It may have gone where they asked for the answer, and not to their own address.
  const elsewhere = key !== undefined && key !== address && (mail.to ?? []).some((to) => normalised(to.address) === key);
  const same = key !== undefined && (key === address || elsewhere);
  const further = same ? undefined : furtherRecipient(mail, report.recipient, country);
  if (further !== undefined) {
    noteRefused(tx, item, report, further);
    return;
  }
  const next = followsReport(item.delivery ?? 'sent', report.outcome, { same, alone });
  if (next === undefined) return;
  const row = outboxOfItem(tx, item.key);
  if (next !== 'failed') {
    if (row) moveState(tx, row.key, ['unknown'], 'accepted');
    const note = noteOf(item);
    setDelivery(tx, item.key, next, note?.refused ? { note } : {});
    return;
  }
  if (row) moveState(tx, row.key, ['accepted', 'unknown'], 'rejected');
  const { refused } = noteOf(item) ?? {};
  const note: DeliveryNote = { code: report.code ?? 'refused', detail: report.detail, attempts: row?.attempts ?? 1 };
  setDelivery(tx, item.key, 'failed', { note: { ...note, ...(refused === undefined ? {} : { refused }) } });
  if (report.unreachable === undefined || item.contact_key === null || elsewhere) return;
  setReachability(tx, { contactKey: item.contact_key, channelKey }, { reason: report.unreachable, at, detail: report.detail });
}

const noteOf = (item: ItemRow): DeliveryNote | undefined =>
  item.delivery_note === null ? undefined : (JSON.parse(item.delivery_note) as DeliveryNote);

/**
 * Who of those with a copy a report speaks of that does not speak of the customer. Where there are copies, an address that is
 * nobody's may be one of theirs forwarded: it says nothing of the customer either.
 */
function furtherRecipient({ cc = [], bcc = [] }: Partial<StoredMail>, recipient: string | undefined, country: string) {
  if (recipient === undefined) return undefined;
  const key = normaliseContactPoint('email', recipient, country);
  const copies = [...cc, ...bcc].map(({ address }) => address);
  const named = copies.find((address) => normaliseContactPoint('email', address, country) === key);
  return named ?? (copies.length > 0 ? recipient : undefined);
}

/** A copy did not arrive: said on the message, which for the customer stands as it did. */
function noteRefused(tx: WriteTx, item: ItemRow, report: DeliveryReport, address: string): void {
  if (report.outcome !== 'failed' || item.delivery === null || item.delivery === 'sending' || item.delivery === 'queued') return;
  const note = noteOf(item);
  if (note?.refused?.some((refused) => refused.address === address)) return;
  const code = report.code ?? 'refused';
  const refused = [...(note?.refused ?? []), { address, code, detail: report.detail }];
  setDelivery(tx, item.key, item.delivery, {
    note: { code, detail: report.detail, attempts: 1, ...note, refused },
  });
}
