import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProvisionFile } from '../../../shared/contract/provision.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../../tests/servers/telegram/index.ts';
import { startTeam, type Team, type TestAgent } from '../../../tests/support/team.ts';
import { acme } from '../cast.ts';
import { playTelegram } from '../play-telegram.ts';
import { practiceHistory } from '../story/history.ts';
import { type Relay, startRelay } from './relay.ts';

/** Where somebody sits: what their program is started with. */
export type Seat = { name: string; profile: string; provisionFile: string };

/** A PostgreSQL, a Bot API server, a relay that holds the bot, and two seats; everything on this machine and throw-away. */
export type Office = {
  team: Team;
  telegram: TelegramEmulator;
  relay: Relay;
  agent: Seat;
  lead: Seat;
  close(): Promise<void>;
};

export const people = { agent: acme.agent.name, colleague: 'Boris Orlov', lead: 'Vera Sokolova' } as const;

const seed = 17;
const customers = 14;

/** @param now the present, before which everything of the past lies */
export async function openOffice(now = Date.now()): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-demo-team-'));
  const [team, telegram] = await Promise.all([
    startTeam(),
    startTelegramEmulator({ botName: acme.workspace.name, botUsername: 'acme_shop_bot' }),
  ]);
  const { telegram: past } = await practiceHistory(seed, customers, { now, support: acme.support });
  playTelegram(telegram, past);
  const everything = { visibility: 'all' as const, departments: ['support'] };
  const anna = await team.add('anna', { name: people.agent, ...everything });
  await team.add('boris', { name: people.colleague, ...everything });
  const vera = await team.add('vera', { name: people.lead, role: 'lead', ...everything });
  const machine = await team.add('relay', { name: 'Relay', visibility: 'all' });

  const seat = async (agent: TestAgent, name: string, channels: ProvisionFile['channels']): Promise<Seat> => {
    const provisionFile = join(folder, `${agent.login}.json`);
    const file: ProvisionFile = { workspace: acme.workspace, agent: { name }, team: { url: agent.url }, channels };
    await writeFile(provisionFile, JSON.stringify(file));
    return { name, profile: join(folder, agent.login), provisionFile };
  };
  const bot = { id: 'acme-bot', kind: 'telegram' as const, name: 'Acme bot', token: telegram.token, apiRoot: telegram.apiRoot };
  const relay = startRelay(await seat(machine, 'Relay', [bot]));
  return {
    team,
    telegram,
    relay,
    agent: await seat(anna, people.agent, []),
    lead: await seat(vera, people.lead, []),
    async close() {
      await relay.kill();
      await telegram.stop();
      await team.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
