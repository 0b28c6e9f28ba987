import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer } from '../../electron/api/handler.ts';
import { queryHandlers } from '../../electron/api/queries.ts';
import { capabilitiesOf } from '../../electron/engine/capabilities.ts';
import { type Engine, startEngine } from '../../electron/engine/compose.ts';
import type { Api, InboxRow, Method } from '../../shared/contract/api.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { Item } from '../../shared/model/index.ts';
import { masterKeyOf } from './keyring.ts';
import { migrations } from './store.ts';

/** The real engine in this process, driven only through the Api, as a window would. */
export type Desk = {
  engine: Engine;
  profile: string;
  call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']>;
  /** Looks at each event of the feed, and between them at what no feed of this desk tells of, until `look` answers something. */
  until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T>;
  rows(): Promise<InboxRow[]>;
  items(customerId: string): Promise<Item[]>;
  wake(): void;
  stop(): Promise<void>;
};

/** For a machine that does ten other things as well. */
const patienceMs = 60_000;
/** What is looked for may be on the server or on another desk, of which this one's feed says nothing. */
const lookAnywayMs = 250;

export async function temporaryProfile(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'throughline-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** `openBrowser` stands for the system's browser; `kind` is what it is to a team. */
export async function openDesk(
  profile: string,
  provision: ProvisionFile,
  openBrowser: (url: string) => void = () => undefined,
  kind: 'desk' | 'relay' = 'desk',
): Promise<Desk> {
  const wakes: Array<() => void> = [];
  const engine = await startEngine(
    { profile, migrations, provision, kind },
    { masterKey: masterKeyOf(profile), keyIsFile: true, onWake: (listener) => wakes.push(listener), openBrowser },
  );
  const handlers = { ...queryHandlers(engine.store.read, capabilitiesOf), ...engine.handlers };

  const call = async <M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> => {
    const reply = await answer(handlers, method, input);
    if (!reply.ok)
      throw Object.assign(new Error(`${method}: ${reply.error.message}`), {
        code: reply.error.code,
        details: reply.error.details,
      });
    return reply.value as Api[M]['out'];
  };

  const until = <T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      let busy = false;
      let again = false;
      const timer = setTimeout(() => finish(() => reject(new Error(`waited in vain for ${what}`))), patienceMs);
      const looking = setInterval(() => void check(), lookAnywayMs);
      const off = engine.onChange(() => void check());
      function finish(end: () => void): void {
        clearTimeout(timer);
        clearInterval(looking);
        off();
        end();
      }
      async function check(): Promise<void> {
        if (busy) {
          again = true;
          return;
        }
        busy = true;
        try {
          do {
            again = false;
            const found = await look();
            if (found !== undefined && found !== false) {
              finish(() => resolve(found));
              return;
            }
          } while (again);
        } catch (error) {
          finish(() => reject(error as Error));
        } finally {
          busy = false;
        }
      }
      void check();
    });

  return {
    engine,
    profile,
    call,
    until,
    rows: async () => (await call('inbox.page', { view: 'all', limit: 100 })).rows,
    items: async (customerId) => (await call('timeline.page', { customerId, limit: 200 })).items,
    wake: () => {
      for (const listener of wakes) listener();
    },
    stop: () => engine.stop(),
  };
}
