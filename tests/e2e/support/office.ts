import { test as base } from '@playwright/test';
import type { ProvisionFile } from '../../../shared/contract/provision.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../servers/telegram/index.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { startTeam, type Team, type TestAgent } from '../../support/team.ts';
import { DeskPage } from '../pages/desk.ts';
import { type App, type LaunchOptions, launch, temporaryFolder } from './app.ts';

/** A team on a PostgreSQL of its own, whose bot runs on whichever desk was opened first. */
export type Office = {
  team: Team;
  telegram: TelegramEmulator;
  anna: TestAgent;
  oleg: TestAgent;
  petr: TestAgent;
  /** The program of this agent, on a profile nobody has used, once it is with its team. */
  sit(agent: TestAgent, options?: Partial<LaunchOptions> & { bot?: boolean; through?: FaultProxy }): Promise<DeskPage>;
  /** A door to the server that can be shut for the desk behind it. */
  door(): Promise<FaultProxy>;
};

export const test = base.extend<{ office: Office }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  office: async ({}, use) => {
    const team = await startTeam();
    const telegram = await startTelegramEmulator();
    await team.owner("INSERT INTO throughline.departments (id, key, name) VALUES (gen_random_uuid(), 'support', 'Support')");
    const everything = { visibility: 'all' as const, departments: ['support'] };
    const anna = await team.add('anna', { name: 'Anna Lebedeva', ...everything });
    const oleg = await team.add('oleg', { name: 'Oleg Orlov', ...everything });
    const petr = await team.add('petr', { name: 'Petr Volkov', role: 'lead' });
    const running: App[] = [];
    const leaving: Array<() => Promise<void>> = [];
    await use({
      team,
      telegram,
      anna,
      oleg,
      petr,
      async door() {
        const proxy = await startFaultProxy(team.cluster.port);
        leaving.push(() => proxy.stop());
        return proxy;
      },
      async sit(agent, { bot = false, through, ...options } = {}) {
        const url = new URL(agent.url);
        if (through) url.port = String(through.port);
        const { profile, remove } = await temporaryFolder();
        leaving.push(remove);
        const provision: ProvisionFile = {
          workspace: { name: 'Acme', country: 'RU' },
          team: { url: url.href },
          channels: bot
            ? [{ id: 'acme-bot', kind: 'telegram', name: 'Acme bot', token: telegram.token, apiRoot: telegram.apiRoot }]
            : [],
        };
        const app = await launch({ profile, provision, ...options });
        running.push(app);
        return new DeskPage(app);
      },
    });
    for (const app of running) await app.close().catch(() => undefined);
    for (const leave of leaving) await leave();
    await telegram.stop();
    await team.stop();
  },
});

export { expect } from '@playwright/test';
