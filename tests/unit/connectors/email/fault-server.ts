import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export type Step = 'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';
/**
 * `drop` closes without a word, `hang` says nothing more, `cut` answers without the end of the line and closes, `half` does so and stays;
 * anything else is the reply.
 */
export type Fault = { at: Step; does: 'drop' | 'hang' | 'cut' | 'half' | (string & {}) };

export type FaultServer = {
  port: number;
  /** Resolves when the step with the fault was reached. */
  reached: Promise<void>;
  /** The final dot arrived here. */
  sawDot(): boolean;
  /** Bytes of the mail that arrived before the connection ended. */
  bodyBytes(): number;
  /** Command lines as they came, without the mail. */
  commands(): string[];
  /** The last mail that arrived whole, without the final dot. */
  mail(): Buffer;
  close(): Promise<void>;
};

const replies: Record<Exclude<Step, 'body'>, string> = {
  greeting: '220 fault.test ESMTP',
  ehlo: '',
  starttls: '220 go ahead',
  auth: '235 2.7.0 welcome',
  mail: '250 2.1.0 ok',
  rcpt: '250 2.1.5 ok',
  data: '354 go ahead',
  dot: '250 2.0.0 taken',
};

export type ServerOptions = {
  pipelining?: boolean;
  /** What it offers besides, line by line. */
  extensions?: readonly string[];
  /** Answers to recipients, by address in lower case; the others are taken. */
  recipients?: Readonly<Record<string, string>>;
};

/** An SMTP server (RFC 5321) that behaves until the given step. In the body it reads 100 kB before it fails. */
export async function faultServer(fault?: Fault, options: ServerOptions = {}): Promise<FaultServer> {
  const { extensions = ['SIZE 50000000'], recipients = {}, pipelining = false } = options;
  const hello = ['fault.test', ...(pipelining ? ['PIPELINING'] : []), ...extensions];
  const ehlo = hello.map((line, index) => `250${index === hello.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
  const commands: string[] = [];
  let body: Buffer[] = [];
  let mail = Buffer.alloc(0);
  const sockets = new Set<Socket>();
  let dotSeen = false;
  let bytes = 0;
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let buffered = '';
    let inBody = false;
    let refused = false;
    let taken = 0;
    const step = (name: Exclude<Step, 'body'>) => {
      const normal = name === 'ehlo' ? ehlo : replies[name];
      if (fault?.at !== name) return socket.write(`${normal}\r\n`);
      refused = true;
      if (fault.does === 'drop') socket.destroy();
      else if (fault.does === 'cut') socket.end(normal);
      else if (fault.does === 'half') socket.write(normal);
      else if (fault.does !== 'hang') socket.write(`${fault.does}\r\n`);
      reach();
      return false;
    };
    socket.on('data', (chunk) => {
      if (inBody) bytes += chunk.length;
      buffered += chunk.toString('latin1');
      if (inBody && fault?.at === 'body' && bytes > 100_000) {
        socket.pause();
        reach();
        // The sender goes on until the buffers of both sides are full; then the line breaks.
        if (fault.does === 'drop') setImmediate(() => socket.destroy());
        else if (fault.does !== 'hang') socket.end(`${fault.does}\r\n`);
        return;
      }
      for (;;) {
        if (inBody) {
          const end = buffered.indexOf('\r\n.\r\n');
          if (end < 0) {
            body.push(Buffer.from(buffered.slice(0, -4), 'latin1'));
            buffered = buffered.slice(-4);
            return;
          }
          dotSeen = true;
          inBody = false;
          body.push(Buffer.from(buffered.slice(0, end + 2), 'latin1'));
          mail = Buffer.concat(body).subarray(2);
          body = [];
          buffered = buffered.slice(end + 5);
          step('dot');
          continue;
        }
        const end = buffered.indexOf('\r\n');
        if (end < 0) return;
        const given = Buffer.from(buffered.slice(0, end), 'latin1').toString('utf8');
        const line = given.toUpperCase();
        commands.push(given);
        buffered = buffered.slice(end + 2);
        if (line.startsWith('EHLO')) step('ehlo');
        else if (line.startsWith('HELO')) step('ehlo');
        else if (line === 'STARTTLS') step('starttls');
        else if (line.startsWith('AUTH')) step('auth');
        else if (line.startsWith('MAIL')) {
          taken = 0;
          step('mail');
        } else if (line.startsWith('RCPT')) {
          const answer = recipients[/<([^>]*)>/.exec(given)?.[1]?.toLowerCase() ?? ''];
          if (answer !== undefined) socket.write(`${answer}\r\n`);
          else if (step('rcpt') === true) taken += 1;
        } else if (line === 'DATA') {
          // RFC 5321, section 3.3: without a recipient there is nothing to take data for.
          if (refused || taken === 0) socket.write('554 5.5.1 no valid recipients\r\n');
          else inBody = step('data') === true;
          // The dot of an empty mail has no line before it.
          if (inBody) buffered = `\r\n${buffered}`;
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
      }
    });
    step('greeting');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    reached,
    sawDot: () => dotSeen,
    bodyBytes: () => bytes,
    commands: () => commands,
    mail: () => mail,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
