import type { Locator, Page } from '@playwright/test';
import { en } from '../../../renderer/i18n/en.ts';
import { ru } from '../../../renderer/i18n/ru.ts';

const catalogues = { en, ru };
const wordly = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The window as somebody meets it who cannot see it: roles and accessible names, in its own language. */
export class Desk {
  readonly page: Page;
  readonly #words: typeof en | typeof ru;

  constructor(page: Page, language: 'en' | 'ru') {
    this.page = page;
    this.#words = catalogues[language];
  }

  get timeline(): Locator {
    return this.page.getByRole('log', { name: this.#words.timeline.label });
  }
  get customer(): Locator {
    return this.page.getByRole('complementary', { name: this.#words.customer.label });
  }
  get contactPoints(): Locator {
    return this.customer.getByRole('list', { name: this.#words.customer.points });
  }
  get inbox(): Locator {
    return this.page.getByRole('listbox', { name: this.#words.inbox.label });
  }
  get results(): Locator {
    return this.page.getByRole('listbox', { name: this.#words.search.results });
  }
  get practice(): Locator {
    return this.page.getByRole('button', { name: this.#words.firstRun.practice });
  }

  get incoming(): Locator {
    return this.page.getByRole('alertdialog', { name: this.#words.phone.incoming });
  }
  get currentCall(): Locator {
    return this.page.getByRole('region', { name: this.#words.phone.current });
  }
  /** The player of a call's recording. */
  get recording(): Locator {
    const { play } = this.#words.telephony.recording;
    return this.timeline.getByRole('button', { name: new RegExp(`^${wordly(play.slice(0, play.indexOf('{{')).trim())}`) });
  }
  get onThePhone(): string {
    return this.#words.telephony.state.in.talking;
  }

  option(name: string): Locator {
    return this.inbox.getByRole('option', { name: new RegExp(`^${wordly(name)},`) });
  }

  /** The connections have nothing left to import. */
  async imported(): Promise<void> {
    const connections = this.page.getByRole('status', { name: this.#words.connections.label });
    const importing = this.#words.connections.importing;
    await connections.filter({ hasNotText: importing.slice(0, importing.indexOf('{{')) }).waitFor();
  }

  async view(name: 'mine' | 'unassigned' | 'all' | 'resolved'): Promise<void> {
    const tabs = this.page.getByRole('tablist', { name: this.#words.inbox.views });
    await tabs.getByRole('tab', { name: new RegExp(`^${wordly(this.#words.inbox.view[name])}`) }).click();
  }

  async open(name: string): Promise<void> {
    await this.option(name).click();
    await this.customer.getByText(name).first().waitFor();
  }

  /** An item on the timeline, by kind, direction and words in it. */
  item(kind: 'email' | 'telegram' | 'note' | 'call', direction: 'in' | 'out', text: string | RegExp): Locator {
    const pattern = direction === 'in' ? this.#words.timeline.itemFrom : this.#words.timeline.itemTo;
    const start = pattern.slice(0, pattern.indexOf('{{name}}')).replace('{{kind}}', this.#words.kind[kind]);
    return this.timeline.getByRole('article', { name: new RegExp(`^${wordly(start)}`) }).filter({ hasText: text });
  }

  async reply(by: 'email' | 'telegram', text: string): Promise<void> {
    const ways = this.page.getByRole('combobox', { name: this.#words.composer.replyBy });
    const label = await ways
      .getByRole('option', { name: new RegExp(`^${this.#words.channel[by]}`) })
      .first()
      .textContent();
    await ways.selectOption({ label: label ?? '' });
    await this.page.getByRole('textbox', { name: this.#words.composer.reply, exact: true }).fill(text);
    await this.page.getByRole('button', { name: this.#words.composer.send, exact: true }).click();
  }

  /** The outgoing item with this text stands as sent. */
  async sent(kind: 'email' | 'telegram', text: string): Promise<void> {
    await this.item(kind, 'out', text).getByText(this.#words.delivery.sent).first().waitFor();
  }

  async note(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: this.#words.composer.note, exact: true }).fill(text);
    await this.page.getByRole('button', { name: this.#words.composer.addNote, exact: true }).click();
  }

  /** The telephone is signed in at the exchange, and takes calls of the queue. */
  async phoneReady(): Promise<void> {
    await this.page
      .getByRole('status', { name: this.#words.phone.phone })
      .getByText(this.#words.phone.registration.registered.split('}}')[1] ?? '')
      .waitFor();
    const status = this.page.getByRole('combobox', { name: this.#words.telephony.status.label });
    await status.selectOption({ label: this.#words.telephony.status.ready });
  }

  async answer(): Promise<void> {
    await this.incoming.getByRole('button', { name: this.#words.phone.answer }).click();
    await this.currentCall.waitFor();
  }

  /** Writes the note of a call, and sends it to the customer as the recap too. */
  async wrapUp(note: string): Promise<void> {
    const panel = this.page.getByRole('region', { name: this.#words.telephony.wrapUp });
    await panel.getByRole('textbox', { name: this.#words.telephony.noteLabel }).fill(note);
    await panel.getByRole('button', { name: this.#words.telephony.sendRecap }).click();
  }

  /** Finds a person by a word of their name, wherever in the list they are. */
  async findPerson(word: string, name: string): Promise<void> {
    await this.search(word);
    await this.results.getByRole('option').filter({ hasText: name }).first().click();
    await this.customer.getByText(name).first().waitFor();
    await this.search('');
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: this.#words.search.label }).fill(text);
  }

  async status(to: 'open' | 'pending' | 'snoozed' | 'resolved'): Promise<void> {
    const status = this.page.getByRole('combobox', { name: this.#words.conversation.status });
    await status.selectOption({ label: this.#words.conversation.statusWord[to] });
  }

  async settings(): Promise<void> {
    const places = this.page.getByRole('navigation', { name: this.#words.places.label });
    await places.getByRole('button', { name: this.#words.places.settings }).click();
  }

  async backToInbox(): Promise<void> {
    const places = this.page.getByRole('navigation', { name: this.#words.places.label });
    await places.getByRole('button', { name: this.#words.places.inbox }).click();
  }

  /** Says "Understood" to the notice that this system has no keyring, where it is shown. */
  async dismissNotice(): Promise<void> {
    const notice = this.page.getByRole('complementary', { name: this.#words.keyFile.title });
    if (await notice.isVisible()) await notice.getByRole('button').click();
    await notice.waitFor({ state: 'detached' });
  }
}
