import { z } from 'zod';
import type { Queries } from '../../shared/contract/api.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { CustomerId, ItemId } from '../../shared/model/index.ts';
import type { ReadDb } from '../store/db.ts';
import { keyFloor } from '../store/keys.ts';
import { findChannel, listChannels } from '../store/repos/channel.repo.ts';
import { type CustomerRow, customerById, displayName, membersOf, rootOf } from '../store/repos/customer.repo.ts';
import { type CapabilitiesOf, customerView } from '../store/repos/customer-view.repo.ts';
import { inboxCounts, inboxPage, inboxRows, readMark } from '../store/repos/inbox.repo.ts';
import { listQuarantined } from '../store/repos/intake.repo.ts';
import { type ItemRow, itemById } from '../store/repos/item.repo.ts';
import { listNotices, unseenNotices } from '../store/repos/notice.repo.ts';
import { fileMayLeave, recordingsMayLeave } from '../store/repos/recording.repo.ts';
import { findByName, prepareSearch, search } from '../store/repos/search.repo.ts';
import { getSetting, listAgents, me } from '../store/repos/settings.repo.ts';
import { listTags } from '../store/repos/tag.repo.ts';
import { firstArrivedAfter, itemVersions, timelinePage } from '../store/repos/timeline.repo.ts';
import { toItems } from '../store/repos/timeline-item.ts';
import { writtenAs } from '../store/repos/written.repo.ts';
import { joining } from '../store/team/state.ts';
import { callQueries } from './call.ts';
import { cannedQueries } from './canned.ts';
import { type Handlers, handler } from './handler.ts';
import { cursor, filter, id, lens, limit, moment, nothing, sort } from './shapes.ts';

/** Everything a window reads. Needs a read-only connection and nothing else, so it runs in the reader process. What one answer tells is of one moment. */
export function queryHandlers(db: ReadDb, capabilities: CapabilitiesOf): Handlers<keyof Queries> {
  const customer = (customerId: CustomerId): CustomerRow => found(customerById(db, customerId), 'customer');
  const item = (itemId: ItemId): ItemRow => found(itemById(db, itemId), 'item');
  const shownAs = (key: number) => ({ customer: displayName(db, rootOf(db, key).key).name });
  const reading = <M extends keyof Queries>(
    schema: z.ZodType<Queries[M]['in']>,
    run: (input: Queries[M]['in']) => Queries[M]['out'],
  ) => handler<M>(schema, (input) => db.snapshot(() => run(input)));

  return {
    'workspace.get': reading(nothing, () => {
      const { key: _key, ...agent } = me(db);
      const language = getSetting(db, 'language');
      const signature = getSetting(db, 'signature');
      return {
        name: getSetting(db, 'workspaceName'),
        country: getSetting(db, 'country'),
        me: agent,
        firstRun: listChannels(db).length === 0 && !joining(db),
        keyFileNotice: getSetting(db, 'keyIsFile') && !getSetting(db, 'keyFileNoticeSeen'),
        remoteContentSenders: getSetting(db, 'remoteContentSenders'),
        agents: listAgents(db),
        waitingLimitMinutes: getSetting(db, 'waitingLimitMinutes'),
        tags: listTags(db),
        noticeRules: getSetting(db, 'noticeRules'),
        savedViews: getSetting(db, 'savedViews'),
        resultCodes: getSetting(db, 'resultCodes'),
        recordingsMayLeave: recordingsMayLeave(db),
        cache: {
          maxBytes: getSetting(db, 'cacheBytes'),
          maxDays: getSetting(db, 'cacheDays'),
          usedBytes: getSetting(db, 'cacheUsed'),
        },
        composing: { undoSeconds: getSetting(db, 'undoSeconds'), ...(signature === null ? {} : { signature }) },
        ...(language === null ? {} : { language }),
      };
    }),
    'file.mayLeave': reading(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }), ({ hash }) => ({
      may: fileMayLeave(db, hash),
    })),
    'inbox.page': reading(z.object({ ...filter, sort: sort.exactOptional(), after: cursor.exactOptional(), limit }), (input) =>
      inboxPage(db, input),
    ),
    'inbox.rows': reading(z.object({ ...filter, customerIds: z.array(id).max(1000) }), (input) =>
      inboxRows(db, input, input.customerIds),
    ),
    'inbox.counts': reading(nothing, () => inboxCounts(db)),
    'customer.get': reading(z.object({ customerId: id }), (input) => customerView(db, customer(input.customerId), capabilities)),
    'customer.find': reading(z.object({ query: z.string().max(500), limit }), (input) =>
      findByName(db, input.query, input.limit),
    ),
    'timeline.page': reading(
      z.object({
        customerId: id,
        before: z.number().exactOptional(),
        after: z.number().exactOptional(),
        around: id.exactOptional(),
        at: moment.exactOptional(),
        arrivedAfter: z.number().exactOptional(),
        lens: lens.exactOptional(),
        limit,
      }),
      (input) => {
        const root = rootOf(db, customer(input.customerId).key).key;
        const members = membersOf(db, root).map((row) => row.key);
        const { around, at, arrivedAfter, lens: only = {}, ...rest } = input;
        const first = arrivedAfter === undefined ? undefined : firstArrivedAfter(db, members, arrivedAfter);
        const { channelId, ...kept } = only;
        const channelKey = channelId === undefined ? undefined : found(findChannel(db, channelId), 'channel').key;
        const page = timelinePage(db, members, shownAs(root), {
          ...rest,
          lens: { ...kept, ...(channelKey === undefined ? {} : { channelKey }) },
          ...(at === undefined ? {} : { around: keyFloor(at) - 1 }),
          ...(around === undefined ? {} : { around: item(around).key }),
          ...(first === undefined ? {} : { around: first }),
        });
        return { ...page, readUpTo: readMark(db, members, me(db).key) };
      },
    ),
    'item.get': reading(z.object({ itemId: id }), (input) => {
      const row = item(input.itemId);
      return found(toItems(db, [row], shownAs(row.customer_key))[0], 'item');
    }),
    'item.versions': reading(z.object({ itemId: id }), (input) => itemVersions(db, item(input.itemId).key)),
    'item.written': reading(z.object({ itemId: id }), ({ itemId }) => ({
      draft: found(writtenAs(db, item(itemId)), 'message').draft,
    })),
    'search.prepare': reading(nothing, () => {
      prepareSearch(db);
      return { ready: true };
    }),
    'search.run': reading(z.object({ query: z.string().max(10_000), limit, after: cursor.exactOptional() }), (input) =>
      search(db, input),
    ),
    'channel.list': reading(nothing, () => listChannels(db).map((channel) => channel.config)),
    ...callQueries(db, reading),
    ...cannedQueries(db),
    'notice.list': reading(z.object({ limit }), (input) => ({
      notices: listNotices(db, input.limit),
      unseen: unseenNotices(db),
    })),
    'quarantine.list': reading(z.object({ channelId: id.exactOptional() }), (input) =>
      listQuarantined(db, input.channelId === undefined ? undefined : found(findChannel(db, input.channelId), 'channel').key),
    ),
  };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new DomainError('not-found', `no such ${what}`);
  return value;
}
