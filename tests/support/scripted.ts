import { createHash } from 'node:crypto';
import { callHandlers } from '../../electron/api/call.ts';
import { changeHandlers } from '../../electron/api/change.ts';
import { conversationHandlers } from '../../electron/api/conversation.ts';
import { customerHandlers } from '../../electron/api/customer.ts';
import { deskHandlers } from '../../electron/api/desk.ts';
import { answer } from '../../electron/api/handler.ts';
import { heldHandlers } from '../../electron/api/held.ts';
import { messageHandlers } from '../../electron/api/message.ts';
import { queryHandlers } from '../../electron/api/queries.ts';
import { replyHandlers } from '../../electron/api/reply.ts';
import { workspaceHandlers } from '../../electron/api/workspace.ts';
import { cloudPbxConnector } from '../../electron/connectors/webhook-pbx/connector.ts';
import type { Store } from '../../electron/store/store.ts';
import { AgentStates } from '../../electron/sync/agent-states.ts';
import { Alarms } from '../../electron/sync/alarms.ts';
import { FileCache } from '../../electron/sync/cache.ts';
import { Channels } from '../../electron/sync/channels.ts';
import { HeldReplies } from '../../electron/sync/held.ts';
import { recoverInterrupted } from '../../electron/sync/outbox.ts';
import { Telephony } from '../../electron/sync/telephony.ts';
import type { Api, Method } from '../../shared/contract/api.ts';
import type {
  ActionResult,
  Connector,
  ConnectorContext,
  DialOrder,
  DialResult,
  ExtensionState,
  FileStore,
  InboundEvent,
  PlannedReply,
  RemoteAction,
  SendIntent,
  SendResult,
  Session,
} from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { AgentState, Capabilities, Item } from '../../shared/model/index.ts';
import { memoryStore } from './store.ts';

/** A provider that does what a test says, behind the real channels, pumps and handlers. What it is asked is kept. */
export type Script = {
  capabilities?: Capabilities;
  plan?(reply: PlannedReply): PlannedReply[];
  /** How this life of its session ends at once; `away`: before it was online. Without one it stays. */
  ends?(): { error: Error; away?: boolean } | undefined;
  send?(intent: SendIntent): Promise<SendResult>;
  act?(action: RemoteAction): Promise<ActionResult>;
  fetch?: Session['fetch'];
  portrait?: Session['portrait'];
  dial?(order: DialOrder): Promise<DialResult>;
  hangUp?(remoteId: string): Promise<ActionResult>;
  setAgentState?(order: AgentOrder): Promise<ActionResult>;
};
type AgentOrder = { extension: string; state: AgentState };

export type Provider = {
  sent: SendIntent[];
  acted: RemoteAction[];
  typed: Array<{ address: string; remoteThread?: string }>;
  portraits: string[];
  dialled: DialOrder[];
  states: AgentOrder[];
  /** The PBX says how its agents are. */
  says(states: ExtensionState[], restarted?: boolean): void;
  /** Something happens there; resolves when it is on the timeline. */
  emits(...events: InboundEvent[]): Promise<void>;
};

export type ScriptedDesk = {
  store: Store;
  mail: Provider;
  bot: Provider;
  /** Its `capabilities` are those of a PBX unless the script says. */
  pbx: Provider;
  clock: { now: number };
  call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']>;
  /** Waits, by the feed and by what the providers are asked, until `look` answers something. */
  until<T>(look: Look<T>, what: string): Promise<T>;
  /** The timeline of whoever is first in the list. */
  items(): Promise<Item[]>;
  /** The machine woke, or its network came back. */
  wake(): void;
  stop(): Promise<void>;
};

const patienceMs = 5_000;

type Look<T> = () => T | undefined | false | Promise<T | undefined | false>;
/** Told of everything a provider is asked. */
type Asked = Set<() => void>;

export function scriptedDesk(
  scripts: { mail?: Script; bot?: Script; pbx?: Script; files?: FileStore; clock?: { now: number } } = {},
  store: Store = memoryStore(),
): ScriptedDesk {
  const clock = scripts.clock ?? { now: Date.now() };
  const files = scripts.files ?? memoryFiles();
  const asked: Asked = new Set();
  const mail = provider('email', scripts.mail ?? {}, asked);
  const bot = provider('telegram', scripts.bot ?? {}, asked);
  const pbx = provider(
    'asterisk',
    { capabilities: { calls: { dial: true, hangUp: true, agentState: true } }, ...scripts.pbx },
    asked,
  );
  const registry = { email: mail.connector, telegram: bot.connector, asterisk: pbx.connector, 'cloud-pbx': cloudPbxConnector };
  const now = () => clock.now;
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  recoverInterrupted(store, clock.now);
  const channels = new Channels({
    store,
    files,
    registry,
    now,
    log: silent,
    openBrowser: () => undefined,
    vault: { seal: (config) => ({ open: config, sealed: new Uint8Array() }), given: () => undefined, open: (config) => config },
  });
  channels.start();
  const alarms = new Alarms({ store, now, onTrouble: () => undefined });
  const held = new HeldReplies({ store, registry, channels, now });
  const telephony = new Telephony({ store, channels, now });
  const agents = new AgentStates({ store, channels, now });
  channels.onAgentStates((...heard) => agents.heard(...heard));
  const folder = { list: () => Promise.resolve([]), remove: () => true };
  const cache = new FileCache({ store, registry, folder, team: false, now, log: silent });
  const context = { store, files, channels, registry, alarms, held, telephony, agents, cache, now };
  const capabilities = (kind: ChannelConfig['kind']) => registry[kind].info.capabilities;
  const handlers = {
    ...queryHandlers(store.read, capabilities),
    ...workspaceHandlers(context),
    ...callHandlers(context),
    ...messageHandlers(context),
    ...deskHandlers(context),
    ...replyHandlers(context),
    ...heldHandlers(context),
    ...changeHandlers(context),
    ...conversationHandlers(context),
    ...customerHandlers(context),
  };
  const call = async <M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> => {
    const reply = await answer(handlers, method, input);
    if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code, details: reply.error.details });
    return reply.value as Api[M]['out'];
  };
  return {
    store,
    clock,
    call,
    mail: mail.provider,
    bot: bot.provider,
    pbx: pbx.provider,
    until: (look, what) => until(store, asked, look, what),
    async items() {
      const [row] = (await call('inbox.page', { view: 'all', limit: 10 })).rows;
      return row ? (await call('timeline.page', { customerId: row.customerId, limit: 200 })).items : [];
    },
    wake: () => channels.wake(),
    async stop() {
      alarms.stop();
      held.stop();
      await channels.stop();
    },
  };
}

function provider<K extends ChannelConfig['kind']>(
  kind: K,
  script: Script,
  asked: Asked,
): { connector: Connector<Extract<ChannelConfig, { kind: K }>>; provider: Provider } {
  let ctx: ConnectorContext<Extract<ChannelConfig, { kind: K }>> | undefined;
  let emitted = 0;
  const sent: SendIntent[] = [];
  const acted: RemoteAction[] = [];
  const typed: Provider['typed'] = [];
  const portraits: string[] = [];
  const dialled: DialOrder[] = [];
  const states: AgentOrder[] = [];
  const waiting = new Map<string, () => void>();
  /** Keeps what is asked, and tells once the answer is under way. */
  const keep = <T>(list: T[], one: T): void => {
    list.push(one);
    setImmediate(() => {
      for (const listener of asked) listener();
    });
  };
  const session: Session = {
    run: (signal) =>
      new Promise((resolve, reject) => {
        const end = script.ends?.();
        if (!end?.away) ctx?.online();
        if (end) reject(end.error);
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    send: async (intent) => {
      keep(sent, intent);
      return script.send?.(intent) ?? { status: 'accepted', remoteId: `sent-${sent.length}` };
    },
    wake: () => undefined,
    act: async (action) => {
      keep(acted, action);
      return script.act?.(action) ?? { status: 'done' };
    },
    typing: async (to) => keep(typed, to),
    dial: async (order) => {
      keep(dialled, order);
      return script.dial?.(order) ?? { status: 'accepted', remoteId: order.remoteId };
    },
    hangUp: async (remoteId) => script.hangUp?.(remoteId) ?? { status: 'done' },
    setAgentState: async (order) => {
      keep(states, order);
      return script.setAgentState?.(order) ?? { status: 'done' };
    },
    ...(script.fetch ? { fetch: script.fetch } : {}),
    ...(script.portrait
      ? {
          portrait: (party, signal) => {
            keep(portraits, party.value);
            return script.portrait?.(party, signal) ?? Promise.resolve(undefined);
          },
        }
      : {}),
  };
  return {
    provider: {
      sent,
      acted,
      typed,
      portraits,
      dialled,
      states,
      says: (told, restarted = false) => ctx?.agentStates?.(told, restarted),
      async emits(...events) {
        emitted += 1;
        const remoteKey = String(emitted);
        const mapped = new Promise<void>((resolve) => waiting.set(remoteKey, resolve));
        const payload = { stream: 'events', remoteKey, body: JSON.stringify(events), receivedAt: 0 };
        await ctx?.emit({ payloads: [payload] });
        await mapped;
        // Applied in the same turn of the pump, once its batch is mapped.
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
    connector: {
      info: { kind, capabilities: script.capabilities ?? {} },
      open: (context) => {
        ctx = context;
        return session;
      },
      map: async (raw) => {
        waiting.get(raw.remoteKey)?.();
        return JSON.parse(raw.body) as InboundEvent[];
      },
      test: async () => ({ ok: true, steps: [] }),
      plan: script.plan ?? ((reply) => [reply]),
    },
  };
}

/** Files that are only remembered. */
export function memoryFiles(): FileStore {
  const bytes = new Map<string, Uint8Array>();
  return {
    async put(given) {
      const hash = createHash('sha256').update(given).digest('hex');
      bytes.set(hash, given);
      return { hash, size: given.byteLength };
    },
    get: async (hash) => {
      const found = bytes.get(hash);
      if (!found) throw new Error('no such file');
      return found;
    },
    scratch: () => '',
    adopt: () => Promise.reject(new Error('nothing is downloaded here')),
    path: (hash) => hash,
  };
}

function until<T>(store: Store, asked: Asked, look: Look<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error(`waited in vain for ${what}`))), patienceMs);
    const check = (): void => {
      Promise.resolve()
        .then(look)
        .then(
          (found) => {
            if (found !== undefined && found !== false) end(() => resolve(found));
          },
          (error: unknown) => end(() => reject(error)),
        );
    };
    const off = store.onChange(check);
    asked.add(check);
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      off();
      asked.delete(check);
      finish();
    };
    check();
  });
}
