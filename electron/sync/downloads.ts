import { FileTooLarge } from '../../shared/contract/connector.ts';
import {
  type AttachmentRow,
  setAttachment,
  setPreview,
  waitingAttachments,
  waitingPreviews,
} from '../store/repos/attachment.repo.ts';
import { storageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { Fetcher, type FetcherOptions } from './fetcher.ts';

const parallel = 2;
/** A running download is told of at most this often. */
const tellEveryMs = 500;

export type DownloadsOptions = FetcherOptions & { store: Store; channelKey: number; now?: () => number };

/**
 * Fetches the attachments of one channel that are wanted and not here yet, and beside them the small pictures, which are
 * never kept waiting by a large file.
 */
export class Downloads {
  readonly #files: Fetcher<AttachmentRow>;
  readonly #previews: Fetcher<AttachmentRow>;

  constructor(options: DownloadsOptions) {
    const { store, channelKey } = options;
    const keyOf = (row: AttachmentRow): number => row.key;
    this.#files = new Fetcher<AttachmentRow>(
      {
        parallel,
        keyOf,
        waiting: (limit) => waitingAttachments(store.read, channelKey, limit),
        get: (row, session, signal) =>
          session.fetch && row.ref !== null
            ? session
                .fetch(row.ref, signal, progressOf(row, options))
                .then((file) => store.write((tx) => setAttachment(tx, row, { state: 'local', ...file })))
            : undefined,
        giveUp: (row, error) => store.write((tx) => setAttachment(tx, row, lossOf(error))),
      },
      options,
    );
    this.#previews = new Fetcher<AttachmentRow>(
      {
        parallel,
        keyOf,
        waiting: (limit) => waitingPreviews(store.read, channelKey, limit),
        get: (row, session, signal) =>
          session.fetch && row.preview_ref !== null
            ? session.fetch(row.preview_ref, signal).then(({ hash }) => store.write((tx) => setPreview(tx, row, hash)))
            : undefined,
        giveUp: (row) => store.write((tx) => setPreview(tx, row, null)),
      },
      options,
    );
  }

  kick(): void {
    this.#previews.kick();
    this.#files.kick();
  }

  /** The channel is connected: what waited for that may go now. */
  resume(): void {
    this.#previews.resume();
    this.#files.resume();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#previews.stop(), this.#files.stop()]);
  }
}

/** What nobody can get by asking again is told apart from what may be tried once more. */
function lossOf(error: unknown): { state: 'failed' | 'too-large'; error: string } {
  if (error instanceof FileTooLarge) return { state: 'too-large', error: error.reason };
  return { state: 'failed', error: error instanceof Error ? error.message : String(error) };
}

/** Writes down how far a download is, now and then. A disk that takes nothing ends the telling, not the download. */
export function progressOf(
  row: AttachmentRow,
  { store, onTrouble, now = Date.now }: Pick<DownloadsOptions, 'store' | 'onTrouble' | 'now'>,
): (done: number) => void {
  let toldAt = now();
  let trouble = false;
  return (fetched) => {
    // A clock that is set back is no reason to fall silent.
    if (trouble || Math.abs(now() - toldAt) < tellEveryMs) return;
    toldAt = now();
    try {
      store.write((tx) => setAttachment(tx, row, { state: 'fetching', fetched }));
    } catch (error) {
      if (storageError(error) === undefined) throw error;
      trouble = true;
      onTrouble(error);
    }
  };
}
