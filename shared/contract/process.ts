import type { ProvisionFile } from './provision.ts';

/**
 * Messages between Electron's main process and the reader and engine it forks (`utilityProcess`, parent port).
 * Ports for windows travel beside `{type:'port'}`.
 */
export type ToChild =
  | { type: 'start'; settings: ChildSettings }
  /** One end of a MessageChannel whose other end goes to a window. The port is `event.ports[0]`. */
  | { type: 'port' }
  /** Resume from sleep, or the network came or went. */
  | { type: 'wake' }
  /** Finish what is under way and exit; the engine answers `stopped` within two seconds. */
  | { type: 'stop' };

export type SpokenLanguages = { system: 'en' | 'ru'; given?: 'en' | 'ru' };

export type ChildSettings = {
  /** Absolute path of the profile. Database in `data/`, files in `files/`, logs in `logs/`. */
  profile: string;
  /** The addon to load when the runtime is older than the one the package ships for. */
  nativeBinding?: string;
  /** Engine only. */
  masterKey?: Uint8Array;
  keyIsFile?: boolean;
  /** Engine only: the language of the system, and the one that was asked for at the start, which is over the saved choice. */
  languages?: SpokenLanguages;
  /** Engine only: already parsed and valid. */
  provision?: ProvisionFile;
};

export type FromChild =
  | { type: 'ready' }
  /** Cannot work on this profile: the sentence is for the person. The process exits afterwards. */
  | { type: 'failed'; code: 'newer-database' | 'in-use' | 'damaged' | 'storage' | 'internal'; message: string }
  | { type: 'stopped' }
  /** A page for the system's browser: signing in at a provider. */
  | { type: 'open'; url: string }
  /** Where the softphone of this desk connects to, a `ws:` or `wss:` address; absent: there is none. Said anew when it changes. */
  | { type: 'softphone'; url?: string };
