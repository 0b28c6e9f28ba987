import type { InboxRow } from '../../../shared/contract/api.ts';
import type { TelegramEmulator } from '../../servers/telegram/index.ts';
import type { Place } from './place.ts';

/** What was said yes to, to be held against what became of it. */
export type Ledger = {
  written: string[];
  noted: string[];
  answered: Array<{ itemId: string; text: string }>;
  /** Decisions that a desk was told are made. */
  won: Array<{ conversationId: string; version: number; agentId: string }>;
  /** Takings that a desk was told are decided when the server is back. */
  waited: Array<{ customerId: string; place: Place }>;
  linked: Array<{ linkId: string; place: Place }>;
  /** How often something was done, by what it was. */
  done: Map<string, number>;
  /** How often it was refused, by why: somebody else was first, it is not allowed, the desk died meanwhile. */
  declined: Map<string, number>;
};

export const emptyLedger = (): Ledger => ({
  written: [],
  noted: [],
  answered: [],
  won: [],
  waited: [],
  linked: [],
  done: new Map(),
  declined: new Map(),
});

const count = (kinds: Map<string, number>, kind: string): void => void kinds.set(kind, (kinds.get(kind) ?? 0) + 1);

export type ActContext = { place: Place; n: number; random: () => number; telegram: TelegramEmulator; ledger: Ledger };

export const people = 60;
/** Their numbers with the provider begin here. */
export const firstPerson = 100;
/** `invalid-input`: two people were taken apart after the address was read, and it is the other one's now. */
const fineCodes = new Set(['conflict', 'not-allowed', 'not-found', 'unavailable', 'invalid-input']);

/** One thing that a person does: a customer anywhere, or an agent at this desk. */
export async function act(ctx: ActContext): Promise<void> {
  const dice = ctx.random();
  const [whom, which] = [ctx.random(), ctx.random()];
  if (dice < 0.25) {
    write(ctx, whom);
    return;
  }
  try {
    const { rows } = await ctx.place.call('inbox.page', { view: 'all', limit: 100 });
    const row = rows[Math.floor(whom * rows.length)];
    const other = rows[Math.floor(which * rows.length)];
    if (row && other) await agentActs(ctx, dice, row, other);
  } catch (error) {
    // A desk that was killed answers nothing, and has promised nothing.
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined ? message !== 'the engine ended' : !fineCodes.has(code)) throw error;
    count(ctx.ledger.declined, code ?? message);
  }
}

function write({ telegram, n, ledger }: ActContext, whom: number): void {
  const text = `said ${n}`;
  telegram.user(firstPerson + Math.floor(whom * people)).write(text);
  ledger.written.push(text);
  count(ledger.done, 'write');
}

async function agentActs(ctx: ActContext, dice: number, row: InboxRow, other: InboxRow): Promise<void> {
  const { place, n, ledger } = ctx;
  const { customerId } = row;
  if (dice < 0.45) {
    await place.call('note.add', { customerId, text: `noted ${n}` });
    ledger.noted.push(`noted ${n}`);
    count(ledger.done, 'note');
  } else if (dice < 0.6) {
    await answer(ctx, customerId);
  } else if (dice < 0.96) {
    await decide(ctx, dice, customerId);
  } else if (dice < 0.985) {
    if (other.customerId === customerId) return;
    const { linkId } = await place.call('customer.link', { customerIds: [customerId, other.customerId] });
    ledger.linked.push({ linkId, place });
    count(ledger.done, 'join');
  } else {
    const made = ledger.linked.findIndex((one) => one.place === place);
    const [link] = made < 0 ? [] : ledger.linked.splice(made, 1);
    if (!link) return;
    await place.call('customer.unlink', { linkId: link.linkId });
    count(ledger.done, 'part');
  }
}

async function answer({ place, n, ledger }: ActContext, customerId: string): Promise<void> {
  const [option] = (await place.call('customer.get', { customerId })).replyOptions;
  if (!option) return;
  const { contactPointId, channelId } = option;
  const text = `answered ${n}`;
  const { itemIds } = await place.call('reply.send', { customerId, contactPointId, channelId, text, files: [] });
  ledger.answered.push({ itemId: itemIds[0] ?? '', text });
  count(ledger.done, 'answer');
}

async function decide({ place, ledger }: ActContext, dice: number, customerId: string): Promise<void> {
  const takes = dice < 0.82;
  const change = takes
    ? { assigneeId: place.agent.id }
    : dice < 0.87
      ? { assigneeId: null }
      : dice < 0.92
        ? { status: 'pending' as const }
        : { status: 'resolved' as const };
  const kind = change.assigneeId === null ? 'let go' : change.assigneeId === undefined ? change.status : 'take';
  const { undo, waiting } = await place.call('conversation.change', { customerIds: [customerId], change });
  for (const { conversationId, version } of undo) ledger.won.push({ conversationId, version, agentId: place.agent.id });
  count(ledger.done, kind);
  if (waiting !== undefined && takes) ledger.waited.push({ customerId, place });
}
