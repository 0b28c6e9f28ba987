import type { Server } from 'node:http';
import type { BusinessBotRights, Update, UserFromGetMe } from 'grammy/types';
import { Faults } from './faults.ts';
import { FileShelf, type StoredFile } from './files.ts';
import { type Call, listen, uploadLimits } from './http.ts';
import type { Desk } from './methods/index.ts';
import { BusinessAccount } from './people/business.ts';
import { EmulatedGroup } from './people/group.ts';
import { EmulatedUser } from './people/user.ts';
import { GroupChat } from './rooms/group-chat.ts';
import { type Profile, userOf } from './rooms/office.ts';
import { PrivateChat } from './rooms/private-chat.ts';
import type { Room } from './rooms/room.ts';
import { UpdateQueue } from './updates.ts';
import { Watch } from './watch.ts';

export type { Fault, Faults, FaultTarget } from './faults.ts';
export type { StoredFile } from './files.ts';
export type { Call } from './http.ts';
export type { BusinessAccount, BusinessPerson } from './people/business.ts';
export type { EmulatedGroup } from './people/group.ts';
export type { Person, WithFile } from './people/person.ts';
export type { EmulatedUser } from './people/user.ts';
export type { Profile } from './rooms/office.ts';
export { Watch } from './watch.ts';

export type EmulatorOptions = {
  /** 0 or absent: any free one. */
  port?: number;
  token?: string;
  botUsername?: string;
  botName?: string;
  /** Number of the first update. */
  firstUpdateId?: number;
  /** Folder of a server started with --local (Bot API, "Using a Local Bot API Server"). */
  localFolder?: string;
  /** Privacy mode is off: in groups the bot hears everybody. */
  readsAllGroupMessages?: boolean;
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
  /** A group with this (negative) number, which the bot is not in yet. */
  group(id: number, title: string): EmulatedGroup;
  /** Somebody connects the bot to their business account; it may answer unless told otherwise. */
  business(owner: EmulatedUser, rights?: BusinessBotRights): BusinessAccount;
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
    can_read_all_group_messages: options.readsAllGroupMessages ?? false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: true,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
  const rooms = new Map<number, Room>();
  const accounts = new Map<string, BusinessAccount>();
  const users = new Map<number, EmulatedUser>();
  const calls: Call[] = [];
  const faults = new Faults();
  const watch = new Watch();
  const desk: Desk = {
    bot: { id: me.id, is_bot: true, first_name: me.first_name, username: me.username },
    me,
    updates: new UpdateQueue(options.firstUpdateId ?? 10_000),
    files: new FileShelf(options.localFolder),
    buttonPresses: new Set(),
    portraits: new Map(),
    polls: new Map(),
    readsAllGroupMessages: me.can_read_all_group_messages,
    webhookUrl: '',
    now: () => Math.floor(Date.now() / 1000),
    room: (id) => rooms.get(id),
    business: (id) => accounts.get(id),
  };
  const groupChat = (id: number, title: string, type: 'group' | 'supergroup'): GroupChat => {
    const chat = new GroupChat(desk, { id, type, title });
    rooms.set(id, chat);
    return chat;
  };
  let supergroups = 0;
  const supergroup = (title: string) => {
    supergroups += 1;
    return groupChat(-1_001_000_000_000 - supergroups, title, 'supergroup');
  };
  const record = (call: Call) => {
    calls.push(call);
    watch.changed();
  };
  const uploadLimit = options.localFolder === undefined ? uploadLimits.public : uploadLimits.local;
  const open = (port: number) => listen({ token, desk, faults, uploadLimit, record }, port);
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
      const chat = new PrivateChat(desk, userOf(id, profile));
      const user = new EmulatedUser(desk, chat);
      rooms.set(id, chat);
      users.set(id, user);
      return user;
    },
    group: (id, title) => new EmulatedGroup(desk, groupChat(id, title, 'group'), supergroup),
    business(owner, rights = { can_reply: true, can_read_messages: true, can_delete_outgoing_messages: true }) {
      const account = new BusinessAccount(desk, owner, `KDz1LmB${accounts.size}hCoV`, rights);
      accounts.set(account.connection.id, account);
      return account;
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
