import type { CloudPbxChannelConfig } from '../../../../shared/contract/provision.ts';
import type { Note, Told } from '../told.ts';

export type Incoming = Note & { headers: Record<string, string | string[] | undefined>; query: URLSearchParams };

/** One provider's way of saying things. All of it is pure. */
export type Provider = {
  /** Whether it was sent by who knows the secret. Compared in constant time. */
  isAuthentic(request: Incoming, config: CloudPbxChannelConfig): boolean;
  /**
   * What it says; nothing when it is of no interest.
   *
   * @throws Unreadable when it is not what the provider documents
   */
  read(note: Note): Told[];
  /** Answered to a GET by which the provider looks whether the address is ours. */
  handshake?(query: URLSearchParams): string | undefined;
};
