import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Commands } from '../../shared/contract/api.ts';
import type { FeedEvent } from '../../shared/contract/feed.ts';
import type { HostServices } from '../../shared/contract/host.ts';
import type { SpokenLanguages } from '../../shared/contract/process.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { callHandlers } from '../api/call.ts';
import { cannedHandlers } from '../api/canned.ts';
import { changeHandlers } from '../api/change.ts';
import { conversationHandlers } from '../api/conversation.ts';
import { customerHandlers } from '../api/customer.ts';
import { deskHandlers } from '../api/desk.ts';
import type { Handlers } from '../api/handler.ts';
import { heldHandlers } from '../api/held.ts';
import { messageHandlers } from '../api/message.ts';
import { replyHandlers } from '../api/reply.ts';
import { teamHandlers } from '../api/team.ts';
import { workspaceHandlers } from '../api/workspace.ts';
import { eachDeskListens } from '../core/pbx.ts';
import { doubtLiveCalls } from '../store/repos/call.repo.ts';
import { ensureMe, setSetting } from '../store/repos/settings.repo.ts';
import { storageError } from '../store/storage-error.ts';
import { openStore, type Store } from '../store/store.ts';
import { AgentStates } from '../sync/agent-states.ts';
import { Alarms } from '../sync/alarms.ts';
import { FileCache } from '../sync/cache.ts';
import { Channels, type Vault } from '../sync/channels.ts';
import { HeldReplies } from '../sync/held.ts';
import { recoverInterrupted } from '../sync/outbox.ts';
import { Telephony } from '../sync/telephony.ts';
import { cacheFolder, clearIncoming, createFileStore } from './files.ts';
import { acquireLock } from './lock.ts';
import { registry } from './registry.ts';
import { joinSecrets, seal, splitSecrets, unseal } from './secrets.ts';
import { teamLogin } from './team-login.ts';

export type EngineOptions = {
  profile: string;
  /** Folder with `local/`, the generated migrations. */
  migrations: string;
  nativeBinding?: string;
  provision?: ProvisionFile;
  /** What the window of this desk speaks, as far as it is not the saved choice. */
  languages?: SpokenLanguages;
  /** What this engine is to a team: the desk of an agent, or an always-on machine that keeps channels for all. */
  kind?: 'desk' | 'relay';
  now?: () => number;
};

export type Engine = {
  store: Store;
  handlers: Handlers<keyof Commands>;
  onChange(listener: (event: FeedEvent) => void): () => void;
  /** Where the softphone of this desk connects to; none where there is none. */
  softphoneUrl(): string | undefined;
  /** Comes to rest and closes the database; under two seconds. */
  stop(): Promise<void>;
};

/** What colleagues and administrators read of this program. */
const programVersion = 'throughline';
const checkpointEveryMs = 30_000;

/**
 * The engine: the one writer of a profile, with its channels. Knows nothing of Electron; the desktop program, the
 * headless relay and the tests start it alike.
 *
 * @throws EngineInUseError when another engine runs on this profile
 * @throws NewerDatabaseError when a later version of the program has written the database
 */
export async function startEngine(options: EngineOptions, host: HostServices): Promise<Engine> {
  const { profile, migrations, nativeBinding, provision, languages, now = Date.now } = options;
  const lock = acquireLock(profile, nativeBinding);
  try {
    const store = openStore({
      profile,
      migrations,
      epoch: randomUUID(),
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
    });
    await clearIncoming(profile);
    const log = openLog(profile);
    store.write((tx) => {
      ensureMe(tx, provision?.agent ? defined(provision.agent) : {});
      setSetting(tx, 'keyIsFile', host.keyIsFile);
      if (languages !== undefined) setSetting(tx, 'languages', languages);
      if (provision?.workspace?.name !== undefined) setSetting(tx, 'workspaceName', provision.workspace.name);
      if (provision?.workspace?.country !== undefined) setSetting(tx, 'country', provision.workspace.country);
    });
    const interrupted = recoverInterrupted(store, now());
    if (interrupted > 0) log.warn({ interrupted }, 'messages were on their way when the program ended');
    const files = createFileStore(profile);
    const vault: Vault = {
      seal(config, given) {
        const { open, secrets } = splitSecrets(config);
        return { open, sealed: seal(host.masterKey, given === undefined ? secrets : { ...secrets, given }) };
      },
      given: (sealed) => unseal(host.masterKey, sealed).given,
      open: (config, sealed) => joinSecrets(config, unseal(host.masterKey, sealed)),
    };
    const login = teamLogin(store, host.masterKey, provision?.team);
    // A desk alone does not load the client of a database it has not.
    const room = login && (await import('../team/index.ts'));
    const team =
      login &&
      room &&
      new room.TeamLink({
        store,
        files,
        log,
        now,
        ...login,
        kind: options.kind ?? 'desk',
        name: hostname(),
        program: programVersion,
        secrets: { split: splitSecrets, join: joinSecrets },
      });
    const channels = new Channels({
      ...(team ? { team } : {}),
      store,
      files,
      registry,
      vault,
      log,
      now,
      openBrowser: (url) => host.openBrowser?.(url),
    });
    const agents = new AgentStates({ store, channels, now });
    channels.onAgentStates((...heard) => agents.heard(...heard));
    const together = team && room && new room.Together({ link: team, store, agents, kind: options.kind ?? 'desk', now, log });
    store.write((tx) => doubtLiveCalls(tx));
    channels.start();
    for (const channel of provision?.channels ?? []) {
      // Once the team knows a channel, it is configured there for all; but each desk's line to a PBX is its own.
      if (team?.knows(channel.id) !== true || eachDeskListens(channel.kind)) await channels.save(channel);
    }
    team?.start(channels);
    const checkpoints = setInterval(() => quietly(() => store.checkpoint()), checkpointEveryMs);
    checkpoints.unref();

    const alarms = new Alarms({
      store,
      now,
      onTrouble: (error) => log.error({ err: String(error) }, 'what was put off could not be woken'),
    });
    alarms.set();
    const cache = new FileCache({ store, registry, folder: cacheFolder(profile), team: team !== undefined, now, log });
    cache.start();
    const held = new HeldReplies({ store, registry, channels, now });
    held.kick();
    host.onWake(() => {
      channels.wake();
      team?.wake();
      alarms.set();
      held.kick();
    });
    const telephony = new Telephony({ store, channels, now });
    const context = {
      store,
      files,
      channels,
      alarms,
      registry,
      held,
      telephony,
      agents,
      cache,
      now,
      ...(team && room ? { team: room.teamPort(team, store, now) } : {}),
      ...(team && room && together ? { together: room.togetherPort({ link: team, store, together, now }) } : {}),
    };
    let stopping: Promise<void> | undefined;
    return {
      store,
      handlers: {
        ...messageHandlers(context),
        ...replyHandlers(context),
        ...heldHandlers(context),
        ...callHandlers(context),
        ...cannedHandlers(context),
        ...changeHandlers(context),
        ...conversationHandlers(context),
        ...customerHandlers(context),
        ...deskHandlers(context),
        ...workspaceHandlers(context),
        ...teamHandlers(context),
      },
      onChange: (listener) => store.onChange(listener),
      softphoneUrl: () => channels.softphone()?.url,
      stop() {
        stopping ??= (async () => {
          clearInterval(checkpoints);
          alarms.stop();
          held.stop();
          await Promise.all([channels.stop(), team?.stop(), cache.stop()]);
          together?.stop();
          store.close();
          lock.release();
        })();
        return stopping;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A line that cannot be written (a full disk) is lost; it must not end the engine, as an unheard error would. */
function openLog(profile: string): pino.Logger {
  const destination = pino.destination({ dest: join(profile, 'logs', 'engine.log'), mkdir: true, sync: true });
  destination.on('error', () => undefined);
  return pino({ level: 'info' }, destination);
}

/** For housekeeping, which is done again soon: trouble of the disk is told where something of worth cannot be stored. */
function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (storageError(error) === undefined) throw error;
  }
}

/** Leaves out what the file leaves out. */
const defined = (agent: { name?: string | undefined; email?: string | undefined }): { name?: string; email?: string } => ({
  ...(agent.name === undefined ? {} : { name: agent.name }),
  ...(agent.email === undefined ? {} : { email: agent.email }),
});
