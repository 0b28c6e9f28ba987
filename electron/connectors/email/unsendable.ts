import type { SendResult } from '../../../shared/contract/connector.ts';
import { needsUtf8 } from './addresses.ts';
import type { Composed } from './compose.ts';
import type { SmtpServer } from './smtp-server.ts';

/** A mail that this server would refuse, so that it never left. */
export class Unsendable extends Error {
  readonly result: Extract<SendResult, { status: 'rejected' }>;
  constructor(result: Omit<Extract<SendResult, { status: 'rejected' }>, 'status'>) {
    super(result.detail);
    this.name = 'Unsendable';
    this.result = { status: 'rejected', ...result };
  }
}

/** Why a server would refuse the mail after all the way, by what it says of itself; `undefined` when nothing is known against it. */
export function unsendable({ source, envelope }: Composed, server: SmtpServer): Unsendable | undefined {
  const { maxMailBytes: limit } = server;
  if (limit !== undefined && source.length > limit) {
    return new Unsendable({
      code: 'too-large',
      detail: `The mail is ${megabytes(source.length)} MB, and the server takes ${megabytes(limit)} MB at most`,
      sizes: { message: source.length, limit },
    });
  }
  const national = [envelope.from, envelope.to, ...envelope.also].find(needsUtf8);
  if (national !== undefined && !server.extensions.has('SMTPUTF8')) {
    return new Unsendable({
      code: 'address-form',
      detail: `The server does not take addresses in national letters (SMTPUTF8), and ${national} has no other form`,
    });
  }
  return undefined;
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < 1024 * 1024 ? 3 : 1);
