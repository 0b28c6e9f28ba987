import type { ImapFlow } from 'imapflow';

export type Flags = { seen: boolean; deleted: boolean };
/** What the server has told of mails in one folder: their flags now, and which are there no more. By uid. */
export type News = { flags: Map<number, Flags>; vanished: Set<number> };

export const flagsOf = (flags: Iterable<string> | undefined): Flags => {
  const set = new Set(flags);
  return { seen: set.has('\\Seen'), deleted: set.has('\\Deleted') };
};

/** Gathers what the server says of a folder by itself, while it is selected and while it is being opened. */
export class Noticed {
  #news: News = { flags: new Map(), vanished: new Set() };
  #unnamed = false;
  #grown = false;

  /** `changed` is called whenever there is something to take. */
  constructor(client: ImapFlow, path: string, changed: () => void) {
    client.on('flags', (event) => {
      if (event.path !== path) return;
      if (event.uid === undefined) this.#unnamed = true;
      else this.#news.flags.set(event.uid, flagsOf(event.flags));
      changed();
    });
    client.on('expunge', (event) => {
      if (event.path !== path) return;
      if (event.uid === undefined) this.#unnamed = true;
      else this.#news.vanished.add(event.uid);
      changed();
    });
    client.on('exists', (event) => {
      if (event.path !== path) return;
      this.#grown = true;
      changed();
    });
  }

  get any(): boolean {
    return this.#unnamed || this.#grown || this.#news.flags.size > 0 || this.#news.vanished.size > 0;
  }

  /** `unnamed`: something was told of a mail by its place alone, which says no more which one that is. */
  take(): { news: News; unnamed: boolean } {
    const taken = { news: this.#news, unnamed: this.#unnamed };
    this.#news = { flags: new Map(), vanished: new Set() };
    this.#unnamed = false;
    return taken;
  }

  /** Has the folder grown since the last time this was asked? */
  takeGrown(): boolean {
    const grown = this.#grown;
    this.#grown = false;
    return grown;
  }
}
