import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { MailUser } from '../mail/types.ts';

export type SmtpDoor = { port: number; stop(): Promise<void> };

type Rules = {
  /** Users who may log in; without them the door is for strangers. */
  users?: ReadonlyMap<MailUser['address'], string>;
  knows(recipient: string): boolean;
  take(mail: { from: string; to: readonly string[]; raw: Buffer }): void;
};

/** SMTP on loopback in clear text, for its own recipients only; refuses others with 550 5.1.1 as a real server does. */
export async function openDoor({ users, knows, take }: Rules): Promise<SmtpDoor> {
  const server = new SMTPServer({
    disabledCommands: users === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: users === undefined,
    disableReverseLookup: true,
    size: 30 * 1024 * 1024,
    logger: false,
    onAuth({ username = '', password }, _session, done) {
      if (users?.get(username.toLowerCase()) === password && password !== undefined) return done(null, { user: username });
      return done(refusal(535, '5.7.8 Authentication credentials invalid'));
    },
    onRcptTo({ address }, _session, done) {
      return done(knows(address) ? null : refusal(550, '5.1.1 no such user'));
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom === false ? '' : mailFrom.address;
      buffer(stream).then((raw) => {
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 message too big'));
        take({ from, to: rcptTo.map(({ address }) => address), raw });
        return done(null);
      }, done);
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
