import type { ConnectionProblem } from '../model/channel.ts';

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
