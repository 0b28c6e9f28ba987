/** One who answers. A `webrtc` agent registers over a WebSocket; a `desk` one is a plain SIP phone at `phonePort`. */
export type PbxAgent = { extension: string; name: string; password: string; kind: 'webrtc' | 'desk' };

export type AsteriskOptions = {
  /** 101 Anna and 102 Boris, both by WebRTC, unless set. */
  agents?: readonly PbxAgent[];
  /** Who stands in the queue `support` from the start: all agents unless set. */
  members?: readonly string[];
  /** Seconds a caller waits in the queue before the mailbox takes the call; 20 unless set. */
  queueSeconds?: number;
  /** Seconds a phone in the queue rings before the queue tries again; 15 unless set. */
  ringSeconds?: number;
  /** Configuration files by name, instead of ours or besides. */
  files?: Readonly<Record<string, string>>;
  /** Lines added to the end of a configuration file of ours, by its name. */
  append?: Readonly<Record<string, string>>;
};

export type AsteriskPorts = {
  /** AMI in the clear, and AMI over TLS with the certificate `caPem`. */
  ami: number;
  amiTls: number;
  /** HTTP: ARI under `/ari`, SIP over WebSocket under `/ws`. */
  http: number;
  /** The same over TLS, so `wss`. */
  https: number;
  /** SIP over UDP, where callers from outside come in. */
  sip: number;
  /** Where the PBX sends calls to the outside world: listen there with `startPhone`. */
  trunk: number;
};

/** A running PBX of one test: its own configuration, ports and spool within a shared Debian tree. */
export type Asterisk = {
  host: '127.0.0.1';
  ports: AsteriskPorts;
  /** Major and minor number as Asterisk says them, such as `22.10.1~dfsg…`. */
  version: string;
  ami: { user: string; secret: string };
  ari: { user: string; password: string };
  agents: readonly PbxAgent[];
  /** Of AMI over TLS and of `wss`. */
  caPem: string;
  wsUrl: string;
  wssUrl: string;
  /** Folders on this machine: recordings of MixMonitor, mailboxes of app_voicemail, logs with the CDR and CEL files. */
  recordings: string;
  voicemail: string;
  logs: string;
  /** Where the plain phone of a `desk` agent must listen. */
  phonePort(extension: string): number;
  /** What the PBX answers to a line of its console, such as `core show channels concise`. */
  command(line: string): Promise<string>;
  /** Writes configuration files and has the modules read them. */
  reconfigure(files: Readonly<Record<string, string>>, modules: readonly string[]): Promise<void>;
  /** Ends it as a power cut would: no hang-up is said to anybody. Nothing happens when it is not running. */
  kill(): Promise<void>;
  /** Ends it in order. */
  halt(): Promise<void>;
  /** Starts it again on the same ports after `kill` or `halt`. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it for good and removes what it left. */
  stop(): Promise<void>;
};
