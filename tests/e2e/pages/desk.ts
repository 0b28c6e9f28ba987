import { expect, type Locator, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';

/** The window as an agent meets it: roles and accessible names only, as the public surface names them. */
export class DeskPage<Program extends { window: Page } = App> {
  readonly app: Program;
  readonly page: Page;

  constructor(app: Program) {
    this.app = app;
    this.page = app.window;
  }

  get inbox(): Locator {
    return this.page.getByRole('listbox', { name: 'Inbox' });
  }
  get timeline(): Locator {
    return this.page.getByRole('log', { name: 'Timeline' });
  }
  get connections(): Locator {
    return this.page.getByRole('status', { name: 'Connections' });
  }
  get customer(): Locator {
    return this.page.getByRole('complementary', { name: 'Customer' });
  }
  get replyBy(): Locator {
    return this.page.getByRole('combobox', { name: 'Reply by' });
  }
  get reply(): Locator {
    return this.page.getByRole('textbox', { name: 'Reply', exact: true });
  }
  get note(): Locator {
    return this.page.getByRole('textbox', { name: 'Note', exact: true });
  }

  option(name: string): Locator {
    return this.inbox.getByRole('option', { name: new RegExp(`^${name}`) });
  }

  article(name: RegExp): Locator {
    return this.timeline.getByRole('article', { name });
  }

  /** Both channels have said that they are connected. */
  async online(): Promise<void> {
    await expect(this.connections).toContainText(/connected/i);
    await expect(this.connections).not.toContainText(/connecting|not connected|not synced/i);
  }

  async openCustomer(name: string): Promise<void> {
    await this.option(name).click();
    await expect(this.page.getByRole('complementary', { name: 'Customer' })).toContainText(name);
  }

  /** Chooses where the reply goes by a part of the option's text. */
  async chooseReplyBy(part: string): Promise<void> {
    const option = this.replyBy.locator('option', { hasText: part }).first();
    await expect(option).toBeAttached();
    await this.replyBy.selectOption({ label: (await option.textContent()) ?? '' });
  }

  async send(text: string): Promise<void> {
    await this.reply.fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
  }
}
