import type { Server } from 'node:http';
import type { Update, UserFromGetMe } from 'grammy/types';
import { PrivateChat, type Profile } from './chat.ts';
import { Faults } from './faults.ts';
import { FileShelf, type StoredFile } from './files.ts';
import { type Call, listen } from './http.ts';
import type { Desk } from './methods.ts';
import { UpdateQueue } from './updates.ts';
import { EmulatedUser } from './user.ts';
import { Watch } from './watch.ts';

export type { Profile } from './chat.ts';
export type { Fault, Faults, FaultTarget } from './faults.ts';
export type { StoredFile } from './files.ts';
export type { Call } from './http.ts';
export type { EmulatedUser, WithFile } from './user.ts';
export { Watch } from './watch.ts';

export type EmulatorOptions = {
  /** 0 or absent: any free one. */
  port?: number;
  token?: string;
  botUsername?: string;
  botName?: string;
  /** Number of the first update. */
  firstUpdateId?: number;
};

/** A Bot API server on loopback that holds one bot, and the people who write to it. */
export type TelegramEmulator = {
  readonly apiRoot: string;
  readonly port: number;
  readonly token: string;
  readonly bot: UserFromGetMe;
  readonly faults: Faults;
  /** Every request so far. */
  readonly calls: readonly Call[];
  /** Updates the bot has not confirmed. */
  readonly pending: readonly Update[];
  /** True while a long poll is waiting. */
  readonly polled: boolean;
  /** The person with this id; the first call introduces them, with the given profile. */
  user(id: number, profile?: Profile): EmulatedUser;
  /** Puts any update into the queue, whatever its kind, and returns its number. */
  pushUpdate(body: object): number;
  /** The next update gets this number. */
  renumberFrom(updateId: number): void;
  /** A file of either side by its `file_id`. */
  file(fileId: string): StoredFile | undefined;
  /** Resolves with the first request from number `from` of {@link calls} on that fits, past or future. */
  waitForCall(fits: (call: Call) => boolean, from?: number): Promise<Call>;
  /** Cuts every connection and refuses new ones; the state stays. */
  down(): Promise<void>;
  /** Listens again on the same port. */
  up(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the server; see README.md for which behaviour comes from which page. */
export async function startTelegramEmulator(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const token = options.token ?? '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';
  const me: UserFromGetMe = {
    id: Number.parseInt(token, 10) || 1,
    is_bot: true,
    first_name: options.botName ?? 'Acme Support',
    username: options.botUsername ?? 'acme_support_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
  const chats = new Map<number, PrivateChat>();
  const users = new Map<number, EmulatedUser>();
  const calls: Call[] = [];
  const faults = new Faults();
  const watch = new Watch();
  const desk: Desk = {
    bot: { id: me.id, is_bot: true, first_name: me.first_name, username: me.username },
    me,
    updates: new UpdateQueue(options.firstUpdateId ?? 10_000),
    files: new FileShelf(),
    buttonPresses: new Set(),
    webhookUrl: '',
    now: () => Math.floor(Date.now() / 1000),
    chat: (id) => chats.get(id),
  };
  const record = (call: Call) => {
    calls.push(call);
    watch.changed();
  };
  const open = (port: number) => listen({ token, desk, faults, record }, port);
  const first = await open(options.port ?? 0);
  let server: Server | undefined = first.server;

  const down = async () => {
    const closing = server;
    server = undefined;
    if (!closing) return;
    await new Promise<void>((resolve) => {
      closing.close(() => resolve());
      closing.closeAllConnections();
    });
  };

  return {
    apiRoot: `http://127.0.0.1:${first.port}`,
    port: first.port,
    token,
    bot: me,
    faults,
    calls,
    get pending() {
      return desk.updates.pending;
    },
    get polled() {
      return desk.updates.polled;
    },
    user(id, profile = { firstName: `User ${id}` }) {
      const known = users.get(id);
      if (known) return known;
      const chat = new PrivateChat(desk, id, profile);
      const user = new EmulatedUser(desk, chat);
      chats.set(id, chat);
      users.set(id, user);
      return user;
    },
    pushUpdate: (body) => desk.updates.pushAnything(body),
    renumberFrom: (updateId) => desk.updates.renumberFrom(updateId),
    file: (fileId) => desk.files.byId(fileId),
    waitForCall: (fits, from = 0) => watch.until(() => calls.slice(from).find(fits)),
    down,
    async up() {
      if (!server) server = (await open(first.port)).server;
    },
    stop: down,
  };
}
