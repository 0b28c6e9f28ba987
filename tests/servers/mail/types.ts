import type { ParsedMail } from 'mailparser';

export type MailUser = { address: string; password: string };

export type MailServerOptions = {
  /** Domains the server is responsible for. */
  domains?: readonly string[];
  users?: readonly MailUser[];
  /** Largest mail accepted, bytes; announced by SIZE (RFC 1870). */
  maxMailBytes?: number;
  /** Connections one user may have open at once. */
  maxConnections?: number;
  /** Where both servers ask what an OAuth token is worth (RFC 7662); no tokens are taken unless set. */
  introspectionUrl?: string;
  /** The mechanisms of Dovecot that take such a token; `xoauth2 oauthbearer` unless set. */
  mechanisms?: string;
  /** What the IMAP server says it can (RFC 3501, section 7.2.1); everything unless set. */
  capability?: string;
  /** Folders every account is born with, by the flag of RFC 6154 or without one. */
  folders?: ReadonlyArray<{ name: string; specialUse?: string }>;
};

/** A mail to hand in: a whole message as it is, or the parts a client would compose it from. */
export type Outgoing =
  | { raw: string | Uint8Array; from: string; to: string | readonly string[] }
  | {
      from: string;
      to: string;
      cc?: string;
      subject?: string;
      text?: string;
      html?: string;
      messageId?: string;
      inReplyTo?: string;
      references?: readonly string[];
      date?: Date;
      headers?: Readonly<Record<string, string>>;
      attachments?: ReadonlyArray<{ filename?: string; content: string | Uint8Array; contentType?: string; cid?: string }>;
    };

export type StoredMail = {
  raw: Buffer;
  /** IMAP flags as the server keeps them: `\Seen`, `\Draft`, … */
  flags: string[];
  parsed: ParsedMail;
};

export type SeedMail = { raw: string | Uint8Array; date?: Date; seen?: boolean; draft?: boolean };

/** What the connector and the story of the demo need of a mail server, whichever it is. */
export type MailDoor = {
  host: string;
  imapPort: number;
  /** Submission: the user logs in, STARTTLS is offered where the server has a certificate. */
  smtpPort: number;
  /** As strangers deliver: no login, only for the server's own domains. */
  mxPort: number;
  /** Hands a mail in from outside; resolves when the server took it. Returns its Message-ID with brackets. */
  deliver(mail: Outgoing): Promise<string>;
  /** What lies in a folder, oldest first. */
  mailbox(user: string, folder?: string): Promise<StoredMail[]>;
  /** Resolves with the first mail in the folder that matches, as soon as it is there; rejects after `timeoutMs`. */
  waitForMail(
    user: string,
    matches: (mail: StoredMail) => boolean,
    options?: { folder?: string; timeoutMs?: number },
  ): Promise<StoredMail>;
  stop(): Promise<void>;
};

export type MailServer = MailDoor & {
  imapsPort: number;
  smtpsPort: number;
  /** The certificate of the server, which is its own authority; it names localhost, 127.0.0.1 and 0.0.0.0. */
  caPem: string;
  /** Writes mails straight into the store, far faster than delivering them. */
  seed(user: string, mails: readonly SeedMail[], folder?: string): Promise<void>;
  stopDovecot(): Promise<void>;
  /** On the same ports as before. */
  startDovecot(): Promise<void>;
  stopExim(): Promise<void>;
  startExim(): Promise<void>;
  /** Signals every IMAP process: SIGKILL drops the connections, SIGSTOP leaves them open and mute. Returns how many. */
  signalConnections(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): number;
  setPassword(user: string, password: string): Promise<void>;
};
