import type { CallOutcome } from '../model/call.ts';
import type { ConnectionProblem } from '../model/channel.ts';
import type { EpochMs } from '../model/ids.ts';

/** Outcome of "Test connection": each step in order, the first failed one carries the problem. */
export type ChannelTest = {
  ok: boolean;
  address?: string;
  steps: Array<{ step: 'imap' | 'smtp' | 'bot' | 'ami' | 'webhook'; ok: boolean; problem?: ConnectionProblem }>;
  /** Folders of the mailbox that could be read, as its server lists them. */
  folders?: MailFolder[];
};

/** `role` as the server marks it (RFC 6154) or its name says; `suggested`: read unless somebody chooses otherwise. */
export type MailFolder = {
  path: string;
  role: 'inbox' | 'sent' | 'archive' | 'drafts' | 'junk' | 'trash' | 'all' | 'other';
  suggested: boolean;
};

/** What an event of a PBX in the cloud is understood as; none where it is of no call. `detail`: why it would be refused. */
export type EventReading = { ok: true; events: ReadEvent[] } | { ok: false; detail: string };

/** `call` is the provider's name of the call it belongs to; `internal`: of the house, and not shown. */
export type ReadEvent = {
  call: string;
  what: 'ring' | 'queue' | 'answer' | 'hold' | 'unhold' | 'transfer' | 'release' | 'leg-end' | 'end' | 'recording' | 'lost';
  at: EpochMs;
  direction?: 'in' | 'out';
  number?: string;
  name?: string;
  line?: string;
  queue?: string;
  extension?: string;
  to?: string;
  outcome?: CallOutcome;
  internal?: boolean;
  recorded: boolean;
};
