import { join } from 'node:path';
import { loadMasterKey } from '../../electron/host/master-key.ts';
import type { ConversationChange } from '../../shared/contract/api.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { CustomerId } from '../../shared/model/index.ts';
import { type Desk, openDesk } from '../../tests/support/engine.ts';
import { noKeyring } from '../../tests/support/keyring.ts';
import { type DeskWork, deskTags, deskWork } from './story/desk-work.ts';
import type { PracticeHistory } from './story/history.ts';

type Settled = { profile: string; provision: ProvisionFile; history: PracticeHistory };

/**
 * The week so far: the program's own engine takes in what lies in the mailbox and what people wrote, and an agent does what
 * agents do, by the same calls as the window. The window then opens on a desk that is at work.
 */
export async function settle({ profile, provision, history }: Settled, now = Date.now()): Promise<void> {
  // The window finds the key of this profile here, as after any earlier start.
  loadMasterKey(join(profile, 'keys'), noKeyring);
  const desk = await openDesk(profile, provision);
  try {
    const people = await arrived(desk, history);
    await work(desk, deskWork(history.customers, now), people);
  } finally {
    await desk.stop();
  }
}

type People = {
  ids: ReadonlyMap<string, CustomerId>;
  /** Of those with a conversation. Old talks that were answered are resolved as they are imported. */
  open: ReadonlySet<CustomerId>;
};

/** Who is who, once everybody has come and nothing is left to import. */
function arrived(desk: Desk, { customers }: PracticeHistory): Promise<People> {
  return desk.until(async () => {
    const connections = await desk.call('connection.list', {});
    if (connections.some(({ state, importing }) => state !== 'online' || importing !== undefined)) return undefined;
    const { rows: open } = await desk.call('inbox.page', { view: 'all', limit: 500 });
    const { rows: resolved } = await desk.call('inbox.page', { view: 'resolved', limit: 500 });
    const ids = new Map([...open, ...resolved].map(({ name, customerId }) => [name, customerId]));
    return customers.every(({ name }) => ids.has(name)) && { ids, open: new Set(open.map(({ customerId }) => customerId)) };
  }, 'everybody in the list');
}

async function work({ call }: Desk, all: readonly DeskWork[], { ids, open }: People): Promise<void> {
  const { me } = await call('workspace.get', {});
  const of = <D extends DeskWork['do']>(wanted: D) =>
    all.flatMap((one) => {
      const customerId = ids.get(one.customer.name);
      return one.do === wanted && customerId !== undefined && open.has(customerId)
        ? [{ ...(one as Extract<DeskWork, { do: D }>), customerId }]
        : [];
    });
  const change = async (about: ReadonlyArray<{ customerId: CustomerId }>, to: ConversationChange): Promise<void> => {
    if (about.length > 0)
      await call('conversation.change', { customerIds: about.map(({ customerId }) => customerId), change: to });
  };
  for (const tag of deskTags) {
    const { tagId } = await call('tag.save', tag);
    await change(
      of('tag').filter((one) => one.tag === tag.name),
      { addTags: [tagId] },
    );
  }
  await change(of('take'), { assigneeId: me.id });
  for (const { customerId, text } of of('note')) await call('note.add', { customerId, text });
  for (const { customerId, at, text } of of('remind')) await call('reminder.add', { customerId, at, text });
  for (const one of of('snooze')) await change([one], { status: 'snoozed', snoozedUntil: one.until });
  await change(of('resolve'), { status: 'resolved' });
}
