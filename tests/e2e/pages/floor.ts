import { expect, type Locator, type Page } from '@playwright/test';
import type { DeskPage } from './desk.ts';

/** The lead's place as a lead meets it. */
export class FloorPage {
  readonly page: Page;

  constructor({ page }: DeskPage) {
    this.page = page;
  }

  get agents(): Locator {
    return this.page.getByRole('grid', { name: 'Agents' });
  }
  get queues(): Locator {
    return this.page.getByRole('grid', { name: 'Queues' });
  }
  get selection(): Locator {
    return this.page.getByRole('toolbar', { name: 'Selection' });
  }
  /** Conversations of whoever was opened. */
  get list(): Locator {
    return this.page.getByRole('complementary', { name: 'Conversations' }).getByRole('listbox');
  }

  agent(name: string): Locator {
    return this.agents.getByRole('row', { name: new RegExp(`^${name}`) });
  }
  queue(name: string): Locator {
    return this.queues.getByRole('row', { name: new RegExp(`^${name}`) });
  }
  conversation(name: string): Locator {
    return this.list.getByRole('option', { name: new RegExp(`^${name}`) });
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Floor' }).click();
    await expect(this.page.getByRole('region', { name: 'Floor' })).toBeVisible();
    await expect(this.agents).toBeVisible();
  }

  async menu(agent: string, item: string): Promise<void> {
    await this.agent(agent)
      .getByRole('button', { name: /^Actions/ })
      .click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }
}
