import type { Locator, Page } from '@playwright/test';
import type { ProvisionFile } from '../../../shared/contract/provision.ts';
import { type Asterisk, type AsteriskOptions, startAsterisk } from '../../servers/asterisk/index.ts';
import type { DeskPage } from '../pages/desk.ts';
import type { LaunchOptions } from './app.ts';
import { test as base, expect } from './desk.ts';

/** A microphone of Chromium's own that beeps, and candidates on the loopback, without which a machine alone has no media path. */
const media = ['--use-fake-device-for-media-stream', '--allow-loopback-in-peer-connection'];

export const maria = { number: '+79161234567', name: 'Мария Кузнецова' };

type Fixtures = {
  pbxOptions: AsteriskOptions;
  pbx: Asterisk;
  /** Starts the program as the agent at 101. */
  openPhone(options?: PhoneOptions): Promise<PhoneDesk>;
};

type PhoneOptions = Partial<LaunchOptions> & { password?: string; microphone?: boolean };

export const test = base.extend<Fixtures>({
  pbxOptions: [{}, { option: true }],
  pbx: async ({ pbxOptions }, use) => {
    const pbx = await startAsterisk(pbxOptions);
    await use(pbx);
    await pbx.stop();
  },
  openPhone: async ({ open, pbx }, use) => {
    await use(async ({ password = 'pw-101', microphone = true, ...options } = {}) => {
      const switches = microphone ? media : media.slice(1);
      return new PhoneDesk(await open({ provision: provisionOf(pbx, password), switches, ...options }), pbx);
    });
  },
});

export { expect };

export function provisionOf(pbx: Asterisk, password: string): ProvisionFile {
  const { user, secret } = pbx.ami;
  return {
    workspace: { name: 'Acme', country: 'RU' },
    agent: { name: 'Anna Lebedeva', email: 'anna@shop.test' },
    channels: [
      {
        id: 'pbx',
        kind: 'asterisk',
        name: 'Head office',
        ami: { host: '127.0.0.1', port: pbx.ports.ami, tls: 'none', user, secret },
        extension: '101',
        originateContext: 'agents',
        softphone: { url: pbx.wsUrl, domain: '127.0.0.1', user: '101', password },
      },
    ],
  };
}

/** What an agent does with the telephone. */
export class PhoneDesk {
  readonly desk: DeskPage;
  readonly page: Page;
  readonly status: Locator;
  readonly incoming: Locator;
  readonly current: Locator;
  readonly #pbx: Asterisk;

  constructor(desk: DeskPage, pbx: Asterisk) {
    this.desk = desk;
    this.page = desk.page;
    this.#pbx = pbx;
    this.status = this.page.getByRole('status', { name: 'Phone' });
    this.incoming = this.page.getByRole('alertdialog', { name: 'Incoming call' });
    this.current = this.page.getByRole('region', { name: 'Current call' });
  }

  /** Registered as the window says, and as the PBX has it. */
  async registered(): Promise<void> {
    await expect(this.status).toHaveText(/ready for calls/, { timeout: 90_000 });
    await expect.poll(() => this.#pbx.command('pjsip show contacts')).toMatch(/101\/sip:/);
  }

  /** Takes calls from the queue, as the PBX has it too. */
  async ready(): Promise<void> {
    await this.page.getByRole('combobox', { name: 'My status' }).selectOption({ label: 'Ready' });
    await expect.poll(() => this.#pbx.command('queue show support')).toMatch(/PJSIP\/101(?!.*paused)/);
  }

  async answer(): Promise<void> {
    await this.incoming.getByRole('button', { name: 'Answer' }).click();
    await expect(this.current).toBeVisible();
  }

  button(name: string): Locator {
    return this.current.getByRole('button', { name, exact: true });
  }

  /** Packets of the present call so far, as the connection itself counts them. */
  async packets(): Promise<{ received: number; sent: number; words: string }> {
    const words = (await this.current.getByRole('note').getAttribute('aria-label')) ?? '';
    const [received = 0, sent = 0] = [...words.matchAll(/(?:received|sent) (\d+)/g)].map((found) => Number(found[1]));
    return { received, sent, words };
  }

  /** Sound goes both ways: the counters go on growing on both sides. */
  async hearsAndIsHeard(): Promise<void> {
    await expect(this.current.getByRole('note')).toBeVisible();
    const before = await this.packets();
    await expect
      .poll(
        async () => {
          const now = await this.packets();
          return now.received > before.received + 50 && now.sent > before.sent + 50;
        },
        { timeout: 60_000 },
      )
      .toBe(true);
  }

  async transferTo(to: string, how: 'Ask first' | 'Transfer now'): Promise<void> {
    await this.button('Transfer').click();
    await this.page.getByRole('textbox', { name: 'To whom' }).fill(to);
    await this.page.getByRole('button', { name: how }).click();
  }
}
