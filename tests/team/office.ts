import type { ChannelConfig, ProvisionFile } from '../../shared/contract/provision.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { startTeam, type Team, type TestAgent } from '../support/team.ts';

export { noteBody } from '../support/note-body.ts';

/** What a desk brings along: the bot, channels of its own; and the door it comes in by. */
export type Bringing = { bot?: boolean; channels?: ChannelConfig[]; through?: FaultProxy };

/** A team with one bot, and desks that open and close. */
export type Office = {
  team: Team;
  telegram: TelegramEmulator;
  anna: TestAgent;
  boris: TestAgent;
  /** An engine in this process. `bot`: it brings the channel along. */
  desk(agent: TestAgent, options?: Bringing & { kind?: 'desk' | 'relay' }): Promise<Desk>;
  /** An engine in a process of its own, to be killed and frozen. */
  process(agent: TestAgent, options?: Bringing): Promise<EngineProcess>;
  /** What a desk of this agent starts with: a profile of its own, and its way to the team. */
  seat(agent: TestAgent, options?: Bringing): Promise<{ profile: string; provision: ProvisionFile }>;
  /** A door to the server that can be shut for the desks behind it. */
  door(): Promise<FaultProxy>;
  close(): Promise<void>;
};

export async function openOffice(): Promise<Office> {
  const team = await startTeam();
  const telegram = await startTelegramEmulator();
  const anna = await team.add('anna', { name: 'Anna Lebedeva', visibility: 'all' });
  const boris = await team.add('boris', { name: 'Boris Orlov', visibility: 'all' });
  const closing: Array<() => Promise<unknown>> = [];
  const provision = (agent: TestAgent, { bot = false, channels: own = [], through }: Bringing = {}): ProvisionFile => {
    const url = new URL(agent.url);
    if (through) url.port = String(through.port);
    const channels = bot
      ? [{ id: 'bot', kind: 'telegram' as const, name: 'Shop bot', token: telegram.token, apiRoot: telegram.apiRoot }]
      : [];
    return { team: { url: url.href }, channels: [...channels, ...own] };
  };
  const profile = async (): Promise<string> => {
    const { path, remove } = await temporaryProfile();
    closing.push(remove);
    return path;
  };
  return {
    team,
    telegram,
    anna,
    boris,
    async desk(agent, options) {
      const one = await openDesk(await profile(), provision(agent, options), undefined, options?.kind);
      closing.push(() => one.stop());
      return one;
    },
    async process(agent, options) {
      const one = await EngineProcess.start(await profile(), provision(agent, options));
      closing.push(() => one.kill());
      return one;
    },
    seat: async (agent, options) => ({ profile: await profile(), provision: provision(agent, options) }),
    async door() {
      const proxy = await startFaultProxy(team.cluster.port);
      closing.push(() => proxy.stop());
      return proxy;
    },
    async close() {
      for (const close of closing.reverse()) await close();
      await telegram.stop();
      await team.stop();
    },
  };
}

export const connected = (desk: Desk) =>
  desk.until(async () => (await desk.call('team.get', {}))?.state === 'connected', 'the desk to be with its team');
export const away = (desk: Desk) =>
  desk.until(async () => (await desk.call('team.get', {}))?.state === 'away', 'the desk to notice that it is alone');

export const botState = async (desk: Pick<Desk, 'call'>) =>
  (await desk.call('connection.list', {})).find(({ channelId }) => channelId === 'bot')?.state;
export const online = (desk: Desk) => desk.until(async () => (await botState(desk)) === 'online', 'the bot to be online');
export const elsewhere = (desk: Desk) =>
  desk.until(async () => (await botState(desk)) === 'elsewhere', 'another desk to run the bot');

/** The line of whoever said this last. */
export const rowOf = (desk: Desk, words: string) =>
  desk.until(async () => (await desk.rows()).find((row) => row.last.excerpt === words), `«${words}» to arrive`);

/** Answers a customer by the first way there is. */
export async function answer(desk: Pick<Desk, 'call'>, customerId: string, text: string): Promise<string> {
  const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
  if (!option) throw new Error('nowhere to answer');
  const { contactPointId, channelId } = option;
  const { itemIds } = await desk.call('reply.send', { customerId, contactPointId, channelId, text, files: [] });
  return itemIds[0] ?? '';
}

export const sent = (desk: Desk, itemId: string) =>
  desk.until(async () => (await desk.call('item.get', { itemId })).delivery === 'sent', 'the answer to be sent');

/** What the customers were sent, in order. */
export const deliveries = ({ telegram }: Office): string[] =>
  telegram.calls
    .filter(({ method }) => method === 'sendMessage')
    .map(({ params }) => String((params as Record<string, unknown>).text));
