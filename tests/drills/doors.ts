import type { ReplyOption } from '../../shared/contract/api.ts';
import type { Connection, CustomerId, Item } from '../../shared/model/index.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { type Bench, customerAddress, everything, openBench, sorted } from './bench.ts';

export type Door = 'imap' | 'smtp' | 'bot';

/** A bench whose engine reaches every server through a door of ours. */
export type Guarded = {
  bench: Bench;
  doors: Readonly<Record<Door, FaultProxy>>;
  readonly engine: EngineProcess;
  /** A new engine on the same profile; the one before has ended. */
  restart(): Promise<void>;
  /** A customer writes by either channel, and each is answered. Texts are new ones. */
  talk(): Promise<void>;
  /** The customer writes by either channel. */
  write(): Promise<void>;
  /** An answer to the customer by one channel; resolves with its text when the engine has taken it. */
  answer(by: 'mail' | 'bot', text: string): Promise<string>;
  /** One more text that was written. */
  expect(text: string): void;
  /** How the answer with this text stands. */
  delivery(text: string): Promise<Item['delivery']>;
  /** Mails that are suddenly all there; resolves when some of them, and not yet all, are here. */
  imports(texts: readonly string[]): Promise<void>;
  /** Connections of the two channels by their id. */
  connection(id: 'mail' | 'bot'): Promise<Connection>;
  /** Resolves when both channels are connected and nothing is wrong, all that was written is here and nothing waits to leave. */
  settled(): Promise<void>;
  /** Throws unless everything written is there once, and everything answered went out at most once, once if it says so. */
  count(): Promise<{ arrived: number; sent: number; unknown: number }>;
  stop(): Promise<void>;
};

const telegramUser = 100;

export async function openGuarded(place: { profile?: string } = {}): Promise<Guarded> {
  const bench = await openBench(place);
  const [imap, smtp, bot] = await Promise.all([
    startFaultProxy(bench.mail.imapPort),
    startFaultProxy(bench.mail.smtpPort),
    startFaultProxy(bench.telegram.port),
  ]);
  const doors = { imap, smtp, bot };
  const start = () => EngineProcess.start(bench.profile, bench.provision({ imap: imap.port, smtp: smtp.port, bot: bot.port }));
  let engine = await start();
  const user = bench.telegram.user(telegramUser, { firstName: 'Мария' });
  const written: string[] = [];
  let said = 0;

  async function write(): Promise<void> {
    said += 1;
    user.write(`telegram ${said}`);
    await bench.mail.deliver({ from: customerAddress(0), to: bench.address, subject: `mail ${said}`, text: `mail ${said}` });
    written.push(`telegram ${said}`, `mail ${said}`);
  }

  async function people(): Promise<Array<{ customerId: CustomerId; option: ReplyOption }>> {
    const { rows } = await engine.call('inbox.page', { view: 'all', limit: 10 });
    const found = await Promise.all(
      rows.map(async ({ customerId }) => ({
        customerId,
        option: (await engine.call('customer.get', { customerId })).replyOptions[0],
      })),
    );
    return found.flatMap(({ customerId, option }) => (option ? [{ customerId, option }] : []));
  }

  async function answer(by: string, text: string): Promise<string> {
    const found = (await people()).find(({ option }) => option.channelId === by);
    if (!found) throw new Error(`nobody to answer by ${by}`);
    const { customerId, option } = found;
    const { contactPointId, channelId } = option;
    await engine.call('reply.send', { customerId, contactPointId, channelId, text, files: [] });
    return text;
  }

  const connection = async (id: string): Promise<Connection> => {
    const found = (await engine.call('connection.list', {})).find(({ channelId }) => channelId === id);
    if (!found) throw new Error(`no connection ${id}`);
    return found;
  };
  const incoming = (items: readonly Item[]) => items.filter(({ direction }) => direction === 'in');
  const outgoing = (items: readonly Item[]) => items.filter(({ direction }) => direction === 'out');
  const waits = ({ delivery }: Item) => delivery === 'queued' || delivery === 'sending';

  async function settled(): Promise<void> {
    await engine.until(async () => {
      const both = await engine.call('connection.list', {});
      if (!both.every(({ state, error }) => state === 'online' && error === undefined)) return false;
      const items = await everything(engine);
      return incoming(items).length >= written.length && !outgoing(items).some(waits);
    }, 'everything to be well again');
  }

  await write();
  await settled();
  return {
    bench,
    doors,
    get engine() {
      return engine;
    },
    async restart() {
      engine = await start();
    },
    connection,
    settled,
    write,
    answer,
    expect: (text) => void written.push(text.trim()),
    delivery: async (text) => (await everything(engine)).find((item) => item.text === text)?.delivery,
    async talk() {
      for (const by of ['mail', 'bot'] as const) await answer(by, `answer ${said} by ${by}`);
      await write();
    },
    async imports(mails) {
      const address = customerAddress(0);
      await bench.mail.seed(
        bench.address,
        mails.map((text) => ({ raw: `From: ${address}\r\nTo: ${bench.address}\r\nMessage-ID: <${text}@x>\r\n\r\n${text}\r\n` })),
      );
      const before = engine.feeds;
      written.push(...mails);
      // A file put into the store is seen by the server when it looks: the next mail makes it look.
      await write();
      while (engine.feeds < before + 3) await engine.nextFeed();
    },
    async count() {
      const items = await everything(engine);
      const here = sorted(incoming(items).map(({ text }) => text.trim()));
      if (JSON.stringify(here) !== JSON.stringify(sorted(written))) throw new Error(`arrived: ${here.join('; ')}`);
      const got = new Map<string, number>();
      const seen = (text: string) => got.set(text.trim(), (got.get(text.trim()) ?? 0) + 1);
      for (const { text } of user.received) seen(text ?? '');
      const out = outgoing(items);
      for (const { text, kind, delivery } of out) {
        if (kind === 'email' && delivery === 'sent')
          await bench.mail.waitForMail(customerAddress(0), (mail) => mail.parsed.text?.trim() === text);
      }
      for (const { parsed } of await bench.mail.mailbox(customerAddress(0))) seen(parsed.text ?? '');
      for (const { text, delivery } of out) {
        const times = got.get(text) ?? 0;
        const right = delivery === 'sent' ? times === 1 : delivery === 'unknown' && times <= 1;
        if (!right) throw new Error(`${text} is ${delivery} and arrived ${times} times`);
      }
      const unknown = out.filter(({ delivery }) => delivery === 'unknown').length;
      return { arrived: here.length, sent: out.length - unknown, unknown };
    },
    async stop() {
      await engine.kill();
      await Promise.all(Object.values(doors).map((door) => door.stop()));
      await bench.stop();
    },
  };
}
