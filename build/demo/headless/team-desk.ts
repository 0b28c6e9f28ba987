import type { Locator, Page } from '@playwright/test';
import { en } from '../../../renderer/i18n/en.ts';
import { ru } from '../../../renderer/i18n/ru.ts';
import { Desk } from './desk.ts';

const catalogues = { en, ru };

/** A window of somebody in a team. */
export class TeamDesk extends Desk {
  readonly words: typeof en | typeof ru;

  constructor(page: Page, language: 'en' | 'ru') {
    super(page, language);
    this.words = catalogues[language];
  }

  get handoff(): Locator {
    return this.page.getByRole('region', { name: this.words.team.handoff.label });
  }
  get agents(): Locator {
    return this.page.getByRole('grid', { name: this.words.floor.agents });
  }
  get queues(): Locator {
    return this.page.getByRole('grid', { name: this.words.floor.queues });
  }

  agentRow(name: string): Locator {
    return this.agents.getByRole('row', { name: new RegExp(`^${name}`) });
  }

  queueRow(name: string): Locator {
    return this.queues.getByRole('row', { name: new RegExp(`^${name}`) });
  }

  /** Conversations of whoever was opened on the floor. */
  beside(name: string): Locator {
    const list = this.page.getByRole('complementary', { name: this.words.floor.side }).getByRole('listbox');
    return list.getByRole('option', { name: new RegExp(`^${name}`) });
  }

  async floor(): Promise<void> {
    const places = this.page.getByRole('navigation', { name: this.words.places.label });
    await places.getByRole('button', { name: this.words.places.floor }).click();
    await this.agents.waitFor();
  }

  async ready(): Promise<void> {
    const status = this.page.getByRole('combobox', { name: this.words.telephony.status.label });
    if (await status.isVisible()) await status.selectOption({ label: this.words.telephony.status.ready });
  }

  /** Notes when the handoff is first painted; to be asked for by {@link handoffSeenAt}. */
  async watchForHandoff(): Promise<void> {
    const selector = `section[aria-label="${this.words.team.handoff.label}"]`;
    await this.page.evaluate(`{
      const look = () => {
        if (!document.querySelector('${selector}')) return;
        observer.disconnect();
        requestAnimationFrame(() => { globalThis.handoffSeen = Date.now(); });
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
      look();
    }`);
  }

  handoffSeenAt(): Promise<number> {
    return this.#noted('handoffSeen');
  }

  /** Drags a conversation to an agent and gives it over with these words. Answers when Enter was pressed, by this machine's clock. */
  async dragTo(conversation: Locator, agent: string, note: string): Promise<number> {
    await conversation.dragTo(this.agentRow(agent));
    await this.page.getByRole('textbox', { name: this.words.desk.handoffNote }).fill(note);
    await this.page.evaluate(
      `addEventListener('keydown', () => { globalThis.given = Date.now(); }, { capture: true, once: true })`,
    );
    await this.page.keyboard.press('Enter');
    return this.#noted('given');
  }

  /** A moment that the page notes, once it has. */
  async #noted(name: string): Promise<number> {
    const handle = await this.page.waitForFunction(`globalThis.${name}`);
    return Number(await handle.jsonValue());
  }
}
