import type { StreamCursor } from '../../../../shared/contract/connector.ts';

/**
 * A mail that was handed over. `missing`: it has left the folder, and whether it was deleted or only moved is still to be found
 * out. `flagged`: it bears \Deleted and was reported so.
 */
export type KnownMail = { id: string; seen: boolean; missing?: boolean; flagged?: boolean };

/** A window as it is kept: uid, Message-ID, and bits of {@link bit}. */
type StoredWindow = { uidValidity: string; mails: Array<[uid: number, id: string, bits: number]> };
const bit = { seen: 1, missing: 2, flagged: 4 };

/** Uids that share a window: small enough to be written again for each new mail, large enough to be few. */
const span = 128;

/**
 * The mails of one folder that are on timelines, by uid: what tells which mail a number was once the server has forgotten it,
 * and which flags are news. Kept beside the folder's cursor, window by window.
 */
export class KnownMails {
  readonly #path: string;
  readonly #uidValidity: string;
  readonly #mails = new Map<number, KnownMail>();
  readonly #changed = new Set<number>();

  /** What was kept under another UIDVALIDITY is about other mails and is overwritten in time. */
  constructor(path: string, uidValidity: string, cursors: ReadonlyMap<string, unknown>) {
    this.#path = path;
    this.#uidValidity = uidValidity;
    const prefix = streamOf(path, '');
    for (const [stream, kept] of cursors) {
      if (!stream.startsWith(prefix) || !isWindow(kept) || kept.uidValidity !== uidValidity) continue;
      for (const [uid, id, bits] of kept.mails) this.#mails.set(uid, mailOf(id, bits));
    }
  }

  get size(): number {
    return this.#mails.size;
  }

  get(uid: number): Readonly<KnownMail> | undefined {
    return this.#mails.get(uid);
  }

  /** Ascending. */
  uids(matches: (mail: KnownMail) => boolean = () => true): number[] {
    return [...this.#mails].flatMap(([uid, mail]) => (matches(mail) ? [uid] : [])).sort((a, b) => a - b);
  }

  set(uid: number, mail: KnownMail): void {
    this.#mails.set(uid, mail);
    this.#changed.add(Math.floor(uid / span));
  }

  delete(uid: number): void {
    if (this.#mails.delete(uid)) this.#changed.add(Math.floor(uid / span));
  }

  /** The windows that differ from what was kept, once. */
  changes(): StreamCursor[] {
    const windows = [...this.#changed].map((window) => {
      const mails: StoredWindow['mails'] = [];
      for (let uid = window * span; uid < (window + 1) * span; uid += 1) {
        const mail = this.#mails.get(uid);
        if (mail !== undefined) mails.push([uid, mail.id, bitsOf(mail)]);
      }
      const cursor: StoredWindow = { uidValidity: this.#uidValidity, mails };
      return { stream: streamOf(this.#path, String(window)), cursor };
    });
    this.#changed.clear();
    return windows;
  }
}

/** No name of a folder holds a line feed (RFC 3501, section 9: CR and LF are in no string that is not a literal). */
const streamOf = (path: string, window: string): string => `${path}\n${window}`;

/** The folder a stream is about, whether it is its cursor or a window of its mails. */
export const pathOfStream = (stream: string): string => stream.split('\n')[0] ?? stream;

function mailOf(id: string, bits: number): KnownMail {
  const seen = (bits & bit.seen) !== 0;
  return {
    id,
    seen,
    ...((bits & bit.missing) === 0 ? {} : { missing: true }),
    ...((bits & bit.flagged) === 0 ? {} : { flagged: true }),
  };
}

function bitsOf({ seen, missing, flagged }: KnownMail): number {
  return (seen ? bit.seen : 0) | (missing ? bit.missing : 0) | (flagged ? bit.flagged : 0);
}

function isWindow(value: unknown): value is StoredWindow {
  if (typeof value !== 'object' || value === null) return false;
  const { uidValidity, mails } = value as Partial<Record<keyof StoredWindow, unknown>>;
  return (
    typeof uidValidity === 'string' &&
    Array.isArray(mails) &&
    mails.every(
      (mail) => Array.isArray(mail) && typeof mail[0] === 'number' && typeof mail[1] === 'string' && typeof mail[2] === 'number',
    )
  );
}
