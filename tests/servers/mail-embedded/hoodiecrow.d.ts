/** The parts of hoodiecrow-imap 2.1 that are used here; the package brings no types. */
declare module 'hoodiecrow-imap' {
  import type { EventEmitter } from 'node:events';
  import type { Server } from 'node:net';

  type Message = { uid: number; flags: string[]; raw: string };
  type Mailbox = { path: string; messages: Message[] };
  type Folder = { uidvalidity?: number; 'special-use'?: string };
  type Options = {
    plugins: string[];
    users: Record<string, { password: string }>;
    storage: { INBOX: Folder; '': { separator: string; folders: Record<string, Folder> } };
  };

  interface Hoodiecrow extends EventEmitter {
    readonly server: Server;
    listen(port: number, host: string, ready: () => void): void;
    getMailbox(path: string): Mailbox | undefined;
    /** `raw` holds one byte in each character. Tells every connection on the folder at once. */
    appendMessage(folder: string, flags: string[], internalDate: Date, raw: string): void;
  }
  export default function hoodiecrow(options: Options): Hoodiecrow;
}
