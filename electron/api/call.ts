import { z } from 'zod';
import type { Queries } from '../../shared/contract/api.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import { tidyMarks } from '../../shared/lib/marks.ts';
import { agentStates } from '../../shared/model/index.ts';
import type { ReadDb } from '../store/db.ts';
import { type CallRow, callOfItem, moveItem, setAssigned, setWrapUp, wrapUpOf } from '../store/repos/call.repo.ts';
import { type ChannelRecord, channelByKey } from '../store/repos/channel.repo.ts';
import { openConversation } from '../store/repos/conversation.repo.ts';
import { contactsOf, customerByKey, membersOf, rootOf } from '../store/repos/customer.repo.ts';
import { type ItemRow, insertItem } from '../store/repos/item.repo.ts';
import { callCandidates, listLiveCalls } from '../store/repos/live-call.ts';
import { say } from '../store/repos/remote-action.repo.ts';
import { getSetting, me } from '../store/repos/settings.repo.ts';
import { attend } from '../sync/ingest/attend.ts';
import type { ApplyContext } from '../sync/ingest/context.ts';
import { type CommandContext, requireItem, requirePerson } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id, marks, nothing, text } from './shapes.ts';

type Asked = 'call.live' | 'call.candidates';
type Reading = <M extends keyof Queries>(
  schema: z.ZodType<Queries[M]['in']>,
  run: (input: Queries[M]['in']) => Queries[M]['out'],
) => ReturnType<typeof handler<M>>;

export function callQueries(db: ReadDb, reading: Reading): Handlers<Asked> {
  return {
    'call.live': reading<'call.live'>(z.object({ mine: z.literal(true).exactOptional() }), (input) => listLiveCalls(db, input)),
    'call.candidates': reading<'call.candidates'>(z.object({ itemId: id }), ({ itemId }) =>
      callCandidates(db, requireCall(db, itemId).call),
    ),
  };
}

type Methods =
  | 'call.dial'
  | 'call.hangUp'
  | 'call.assign'
  | 'call.wrapUp'
  | 'agent.state.get'
  | 'agent.state.set'
  | 'softphone.account';

/** Calls, the agent's own state at the PBX, and what a softphone signs in with. */
export function callHandlers({ store, channels, telephony, agents, now }: CommandContext): Handlers<Methods> {
  const sayAt = (call: CallRow) => ({ itemKey: call.item_key, channelKey: call.channel_key, now: now() });
  return {
    'call.dial': handler(
      z.object({
        number: z.string().trim().min(1).max(60),
        key: z.string().min(1).max(100),
        customerId: id.exactOptional(),
        channelId: id.exactOptional(),
      }),
      ({ number, key, customerId, channelId }) => ({
        itemId: telephony.dial({
          number,
          key,
          ...(customerId === undefined ? {} : { customerKey: requirePerson(store.read, customerId).root.key }),
          ...(channelId === undefined ? {} : { channelId }),
        }),
      }),
    ),
    'call.hangUp': handler(z.object({ itemId: id }), async ({ itemId }) => {
      await telephony.hangUp(requireCall(store.read, itemId).item.key);
      return { itemId };
    }),
    'call.assign': handler(z.object({ itemId: id, customerId: id }), ({ itemId, customerId }) => {
      const { item, call } = requireCall(store.read, itemId);
      const { root } = requirePerson(store.read, customerId);
      const before = rootOf(store.read, item.customer_key);
      if (before.key === root.key) return { from: before.id };
      const supervisor = channels.byKey(call.channel_key);
      store.write(
        (tx) => {
          const contact = membersOf(tx, root.key)
            .flatMap((member) => contactsOf(tx, member.key))
            .find((one) => one.kind === 'phone' && one.normalised === call.normalised);
          moveItem(
            tx,
            item,
            contact ? { customerKey: contact.customer_key, contactKey: contact.key } : { customerKey: root.key },
          );
          setAssigned(tx, item.key);
          const said = { customer: (contact && customerByKey(tx, contact.customer_key)?.id) ?? root.id };
          say(tx, sayAt(call), { type: 'assign', ...said, ...(contact ? { contact: contact.id } : {}) });
          tx.touched.calls.add(item.id);
          const channel = channelByKey(tx, call.channel_key);
          if (channel) attend(tx, item, supervisor?.applyContext() ?? contextOf(tx, channel, now()));
        },
        { durable: true },
      );
      return { from: before.id };
    }),
    'call.wrapUp': handler(
      z.object({
        itemId: id,
        result: z.string().trim().max(80).exactOptional(),
        note: z.object({ text, marks: marks.exactOptional() }).exactOptional(),
      }),
      ({ itemId, result, note }) => {
        const { item, call } = requireCall(store.read, itemId);
        const before = wrapUpOf(call);
        const noteItemId = store.write(
          (tx) => {
            const agent = me(tx);
            const added = note && note.text.trim() !== '' ? addNote(item, note) : undefined;
            const noteId = added ?? before?.noteItemId;
            const said = result ?? before?.result;
            const wrapUp = {
              at: now(),
              agentName: agent.name,
              ...(said ? { result: said } : {}),
              ...(noteId === undefined ? {} : { noteItemId: noteId }),
            };
            setWrapUp(tx, item, wrapUp);
            say(tx, sayAt(call), { type: 'wrap-up', wrapUp });
            return noteId;

            function addNote(about: ItemRow, words: NonNullable<typeof note>): string {
              const root = rootOf(tx, about.customer_key).key;
              const conversation = openConversation(tx, root);
              return insertItem(tx, {
                customerKey: root,
                kind: 'note',
                direction: 'none',
                agentKey: agent.key,
                sentAt: now(),
                receivedAt: now(),
                text: words.text,
                replyToKey: about.key,
                ...(words.marks?.length ? { extra: { marks: tidyMarks(words.text, words.marks) } } : {}),
                ...(conversation ? { conversationKey: conversation.key } : {}),
              }).id;
            }
          },
          { durable: true },
        );
        channels.indexSoon();
        return { itemId, ...(noteItemId === undefined ? {} : { noteItemId }) };
      },
    ),
    'agent.state.get': handler(nothing, () => agents.get()),
    'agent.state.set': handler(
      z.object({ state: z.enum(agentStates), reason: z.string().trim().max(80).exactOptional() }),
      ({ state, reason }) => {
        agents.set(state, reason);
        return { state };
      },
    ),
    'softphone.account': handler(nothing, () => {
      const account = channels.softphone();
      return account ? { account } : {};
    }),
  };
}

function requireCall(db: ReadDb, itemId: string): { item: ItemRow; call: CallRow } {
  const item = requireItem(db, itemId);
  const call = callOfItem(db, item.key);
  if (!call) throw new DomainError('not-found', 'no such call');
  return { item, call };
}

/** Of a channel that another desk listens to. */
function contextOf(db: ReadDb, { key, id, kind, createdAt }: ChannelRecord, now: number): ApplyContext {
  return { channel: { key, id, kind, connectedAt: createdAt }, country: getSetting(db, 'country'), now };
}
