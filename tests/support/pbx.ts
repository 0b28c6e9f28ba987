import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AsteriskChannelConfig, ProvisionFile } from '../../shared/contract/provision.ts';
import type { Call, Item } from '../../shared/model/index.ts';
import { type Asterisk, startPhone } from '../servers/asterisk/index.ts';
import type { Desk } from './engine.ts';

/** Two plain phones, so that who answers when is for the test to say. */
export const twoDesks = [
  { extension: '101', name: 'Anna Lebedeva', password: 'x', kind: 'desk' },
  { extension: '102', name: 'Борис Орлов', password: 'x', kind: 'desk' },
] as const;

/** What the tests add to the dialplan: a desk that may transfer by AMI, and one whose calls are short and not recorded. */
export const lines = { transferring: '4950009', plain: '4950011' } as const;
export const extra = {
  files: { 'features.conf': '[general]\n[featuremap]\natxfer => *2\n' },
  append: {
    'extensions.conf': `[from-trunk](+)
exten => ${lines.transferring},1,Dial(PJSIP/101,20,tT)
exten => ${lines.plain},1,Dial(PJSIP/102,20,L(4000))`,
  },
};

/** The channel of a desk at this PBX. */
export function pbxChannel(pbx: Asterisk, more: Partial<AsteriskChannelConfig> = {}): AsteriskChannelConfig {
  return {
    id: 'pbx',
    kind: 'asterisk',
    name: 'Head office',
    ami: { host: pbx.host, port: pbx.ports.ami, tls: 'none', ...pbx.ami },
    extension: '101',
    originateContext: 'agents',
    recordings: { path: pbx.recordings },
    agents: [{ extension: '102', agent: 'boris', name: 'Борис Орлов' }],
    ...more,
  };
}

export const withPbx = (channel: AsteriskChannelConfig): ProvisionFile => ({
  workspace: { name: 'Acme', country: 'RU' },
  agent: { name: 'Anna Lebedeva', email: 'anna@acme.test' },
  channels: [channel],
});

export type CallItem = Item & { call: Call };

/** Every call on every timeline, the earliest first. */
export async function callsOf(desk: Pick<Desk, 'call'>): Promise<CallItem[]> {
  const found: CallItem[] = [];
  for (const view of ['all', 'resolved'] as const) {
    for (const { customerId } of (await desk.call('inbox.page', { view, limit: 500 })).rows) {
      const { items } = await desk.call('timeline.page', { customerId, limit: 200 });
      found.push(...items.filter((item): item is CallItem => item.call !== undefined));
    }
  }
  return found.sort((a, b) => a.key - b.key);
}

/** Waits for the newest call to be as asked; in vain, it says how the calls are. */
export async function callThat(
  desk: Pick<Desk, 'call' | 'until'>,
  what: string,
  test: (call: Call, item: CallItem) => boolean,
): Promise<CallItem> {
  try {
    return await desk.until(async () => (await callsOf(desk)).findLast((item) => test(item.call, item)), what);
  } catch (error) {
    const now = (await callsOf(desk).catch(() => [])).map(({ call }) => call);
    throw new Error(`${String(error)}: ${JSON.stringify(now)}`, { cause: error });
  }
}

/** Phones at the desks of a PBX; those that are not named ring and are not answered. */
export async function phonesOf(
  pbx: Asterisk,
  options: Readonly<Record<string, Parameters<typeof startPhone>[1]>>,
): Promise<{ stop(): Promise<void> }> {
  const started = await Promise.allSettled(
    pbx.agents.map(({ extension }) => startPhone(pbx.phonePort(extension), { answerAfterMs: 600_000, ...options[extension] })),
  );
  const phones = started.flatMap((phone) => (phone.status === 'fulfilled' ? [phone.value] : []));
  const stop = async (): Promise<void> => void (await Promise.all(phones.map((phone) => phone.stop())));
  const failed = started.find((phone) => phone.status === 'rejected');
  if (failed === undefined) return { stop };
  // The others would be in the way of every phone that comes after them.
  await stop();
  throw failed.reason;
}

/** A call as the PBX's own channel events (CEL) tell of it. `talked`: the customer was together with the desk. */
export type KnownCall = { number: string; linkedId: string; talked: boolean };

/**
 * Calls from outside by these numbers, once the PBX has written down the end of every one of them. That a desk answered does not
 * mean that somebody talked: both have to have been in the bridge at the same time.
 */
export async function callsOfPbx(pbx: Asterisk, extension: string, numbers: readonly string[]): Promise<KnownCall[]> {
  const wanted = new Set(numbers);
  for (let waited = 0; ; waited += writtenEveryMs) {
    const events = historyLines(await readFile(join(pbx.logs, 'cel-custom', 'Master.csv'), 'utf8'));
    const begun = events.filter(
      ({ type, id, linkedId, number }) => type === 'CHAN_START' && id === linkedId && wanted.has(number),
    );
    const over = new Set(events.flatMap(({ type, linkedId }) => (type === 'LINKEDID_END' ? [linkedId] : [])));
    if (begun.length >= wanted.size && begun.every(({ linkedId }) => over.has(linkedId)))
      return begun.map(({ number, linkedId }) => ({ number, linkedId, talked: talked(events, linkedId, extension) }));
    if (waited > writtenWithinMs) throw new Error(`The PBX knows of ${begun.length} calls, ${over.size} of them over`);
    await pause(writtenEveryMs);
  }
}

const writtenEveryMs = 200;
const writtenWithinMs = 60_000;

type Event = { type: string; at: number; linkedId: string; id: string; number: string; channel: string };

/** As `cel_custom.conf` of this PBX lays them out; a line that is just being written is none yet. */
function historyLines(text: string): Event[] {
  return text.split('\n').flatMap((line) => {
    const [type = '', at = '', linkedId = '', id = '', number = '', , , , channel] = line.slice(1).split('","');
    return channel === undefined ? [] : [{ type, at: Number(at), linkedId, id, number, channel }];
  });
}

function talked(events: readonly Event[], call: string, extension: string): boolean {
  const moment = (what: string, name: string): number =>
    events.find(({ type, linkedId, channel }) => type === what && linkedId === call && channel.startsWith(name))?.at ??
    Number.NaN;
  const both = ['PJSIP/trunk-', `PJSIP/${extension}-`];
  const entered = both.map((name) => moment('BRIDGE_ENTER', name));
  return Math.max(...entered) < Math.min(...both.map((name) => moment('BRIDGE_EXIT', name)));
}
