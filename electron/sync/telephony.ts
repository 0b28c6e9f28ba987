import type { DialResult, InboundCall } from '../../shared/contract/connector.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { ChannelId, EpochMs, ItemId } from '../../shared/model/index.ts';
import { callerKey } from '../core/identity/caller.ts';
import type { ReadDb } from '../store/db.ts';
import { newId } from '../store/ids.ts';
import {
  bodyOf,
  type CallRow,
  callByDialKey,
  callByRemote,
  liveCalls,
  moveItem,
  renameCall,
  setAssigned,
  setDialKey,
} from '../store/repos/call.repo.ts';
import { contactsOf, customerByKey, membersOf, rootOf } from '../store/repos/customer.repo.ts';
import { itemByKey } from '../store/repos/item.repo.ts';
import { say } from '../store/repos/remote-action.repo.ts';
import { getSetting } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import type { Channels } from './channels.ts';
import { applyCall } from './ingest/call.ts';
import type { Supervisor } from './supervisor.ts';

export type TelephonyOptions = { store: Store; channels: Channels; now: () => EpochMs };
export type DialWish = { number: string; key: string; customerKey?: number; channelId?: ChannelId };

const dialLimitMs = 60_000;

/** Calls of ours: the wish becomes an item at once, and one call however often it is uttered. */
export class Telephony {
  readonly #o: TelephonyOptions;

  constructor(options: TelephonyOptions) {
    this.#o = options;
  }

  /**
   * @throws DomainError `cannot-send` when no desk of ours can call, `unavailable` when the PBX cannot be reached now
   */
  dial(wish: DialWish): ItemId {
    const { store, now } = this.#o;
    const again = callByDialKey(store.read, wish.key);
    if (again) return itemId(store.read, again.item_key);
    const { supervisor, extension } = this.#line(wish.channelId);
    const normalised = callerKey(wish.number, getSetting(store.read, 'country'));
    if (normalised === undefined) throw new DomainError('invalid-input', 'number: expected a phone number');
    const running = liveCalls(store.read).find((row) => isSameCall(row, supervisor.channelKey, extension, normalised));
    if (running) return itemId(store.read, running.item_key);
    const at = now();
    const told: InboundCall = {
      type: 'call',
      remoteId: `tl-${newId(at)}`,
      revision: 0,
      direction: 'out',
      state: 'ringing',
      number: wish.number,
      startedAt: at,
      dialledBy: { extension },
      legs: [],
      transfers: [],
      recordings: [],
    };
    const item = store.write(
      (tx) => {
        const row = applyCall(tx, told, supervisor.applyContext());
        setDialKey(tx, row.key, wish.key);
        if (wish.customerKey !== undefined) {
          const root = rootOf(tx, wish.customerKey).key;
          const holder = membersOf(tx, root)
            .flatMap((member) => contactsOf(tx, member.key))
            .find((contact) => contact.kind === 'phone' && contact.normalised === normalised);
          if (rootOf(tx, row.customer_key).key !== root) {
            moveItem(tx, row, holder ? { customerKey: holder.customer_key, contactKey: holder.key } : { customerKey: root });
          }
          setAssigned(tx, row.key);
          const customer = customerByKey(tx, holder?.customer_key ?? root)?.id;
          const at = { itemKey: row.key, channelKey: supervisor.channelKey, now: now() };
          if (customer !== undefined) say(tx, at, { type: 'assign', customer, ...(holder ? { contact: holder.id } : {}) });
        }
        return row;
      },
      { durable: true },
    );
    void this.#order(supervisor, told, extension);
    return item.id;
  }

  async #order(supervisor: Supervisor, told: InboundCall, extension: string): Promise<void> {
    const { number = '', remoteId } = told;
    const result: DialResult = await supervisor.phone
      .dial({ extension, number: dialable(number), remoteId }, AbortSignal.timeout(dialLimitMs))
      .catch((error: unknown) => ({ status: 'unknown', detail: error instanceof Error ? error.message : String(error) }));
    if (result.status === 'unknown') return;
    const { store, now } = this.#o;
    store.write((tx) => {
      const row = callByRemote(tx, supervisor.channelKey, remoteId);
      if (!row) return;
      if (result.status === 'accepted') {
        if (result.remoteId !== remoteId) renameCall(tx, row.item_key, result.remoteId);
        return;
      }
      if (bodyOf(row).state === 'ended') return;
      const failed = { ...told, revision: row.revision + 1, state: 'ended' as const, outcome: 'failed' as const };
      applyCall(tx, { ...failed, endedAt: now(), cause: result.cause }, supervisor.applyContext());
    });
  }

  async hangUp(itemKey: number): Promise<void> {
    const { store, channels } = this.#o;
    const row = store.read.get<CallRow>('SELECT * FROM calls WHERE item_key = ?', itemKey);
    if (!row) throw new DomainError('not-found', 'no such call');
    if (bodyOf(row).state === 'ended') return;
    const result = await channels.byKey(row.channel_key)?.phone.hangUp(row.remote_id, AbortSignal.timeout(10_000));
    if (result?.status === 'done') return;
    throw new DomainError('unavailable', result?.detail ?? 'the PBX cannot be reached', { retryable: true });
  }

  /** The channel a call of this desk goes by. */
  #line(channelId: ChannelId | undefined): { supervisor: Supervisor; extension: string } {
    const desks = this.#o.channels
      .all()
      .filter((one) => one.phone.dials && (channelId === undefined || one.connection().channelId === channelId));
    const able = desks.find((one) => one.connection().state === 'online') ?? desks[0];
    const extension = able?.phone.extension;
    if (!able || extension === undefined)
      throw new DomainError('cannot-send', 'no telephony channel with an extension of this desk');
    if (able.connection().state !== 'online')
      throw new DomainError('unavailable', `${able.connection().name} is not connected`, { retryable: true });
    return { supervisor: able, extension };
  }
}

const isSameCall = (row: CallRow, channelKey: number, extension: string, normalised: string): boolean => {
  const { direction, dialledBy } = bodyOf(row);
  const own = direction === 'out' && dialledBy?.extension === extension;
  return own && row.channel_key === channelKey && row.normalised === normalised;
};

const itemId = (db: ReadDb, key: number): ItemId => {
  const row = itemByKey(db, key);
  if (!row) throw new DomainError('not-found', 'no such call');
  return row.id;
};

/** Digits as they are dialled; a plus sign stays, since the dialplan knows what the country's prefix is. */
const dialable = (number: string): string =>
  number
    .trim()
    .replace(/^\++/, '+')
    .replace(/(?!^\+)[^\d*#]/g, '');
