import { createSocket } from 'node:dgram';
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
  const phones = await Promise.all(
    pbx.agents.map(({ extension }) => startPhone(pbx.phonePort(extension), { answerAfterMs: 600_000, ...options[extension] })),
  );
  await Promise.all(pbx.agents.map(({ extension }) => taken(pbx.phonePort(extension))));
  return { stop: async () => void (await Promise.all(phones.map((phone) => phone.stop()))) };
}

/**
 * Of a call by its Linkedid, whether the customer was together with this desk. That is for the PBX's own channel events to say;
 * that a desk answered is not enough.
 */
export async function whoTalked(pbx: Asterisk, extension: string): Promise<(linkedId: string) => boolean> {
  const events = (await readFile(join(pbx.logs, 'cel-custom', 'Master.csv'), 'utf8')).split('\n');
  const channels = ['PJSIP/trunk-', `PJSIP/${extension}-`];
  const moment = (type: string, linkedId: string, channel: string): number =>
    Number(
      events
        .find((line) => line.startsWith(`"${type}"`) && line.includes(`"${linkedId}"`) && line.includes(channel))
        ?.split('","')[1],
    );
  return (linkedId) => {
    const entered = channels.map((channel) => moment('BRIDGE_ENTER', linkedId, channel));
    const left = channels.map((channel) => moment('BRIDGE_EXIT', linkedId, channel));
    return Math.max(...entered) < Math.min(...left);
  };
}

/** Resolves when somebody listens at the UDP port: a phone that starts later than its first call misses it. */
export async function taken(port: number): Promise<void> {
  for (;;) {
    const socket = createSocket('udp4');
    const free = await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false));
      socket.bind(port, '127.0.0.1', () => resolve(true));
    });
    socket.close();
    if (!free) return;
    await pause(20);
  }
}
