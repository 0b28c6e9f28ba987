import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePath } from '../../../electron/store/open.ts';
import type { Api, Method } from '../../../shared/contract/api.ts';
import type { ProvisionFile } from '../../../shared/contract/provision.ts';
import type { Watch } from '../../servers/telegram/index.ts';
import { EngineProcess } from '../../support/engine-process.ts';
import type { FaultProxy } from '../../support/fault-proxy.ts';
import type { TestAgent } from '../../support/team.ts';
import { untilFound } from '../../support/until.ts';

/** What may be asked of one desk at the same time. */
const atOnce = 2;
const lookAnywayMs = 250;
const patienceMs = 90_000;
/** Nobody does a thing faster: a desk that answers at once, because it can ask nobody, is not to do everything alone. */
const handMs = 100;

/** A desk with its own process, its own line to the server and its own idea of the time. */
export class Place {
  readonly agent: TestAgent;
  readonly door: FaultProxy;
  readonly #profile: string;
  readonly #provision: ProvisionFile;
  readonly #watch: Watch;
  #engine: EngineProcess;
  #skewMs: number;
  #busy = 0;
  #runs = true;
  /** Something is being done to it. */
  troubled = false;

  private constructor(
    o: { agent: TestAgent; door: FaultProxy; profile: string; provision: ProvisionFile; skewMs: number; watch: Watch },
    engine: EngineProcess,
  ) {
    this.agent = o.agent;
    this.door = o.door;
    this.#profile = o.profile;
    this.#provision = o.provision;
    this.#skewMs = o.skewMs;
    this.#watch = o.watch;
    this.#engine = engine;
  }

  static async open(o: {
    agent: TestAgent;
    door: FaultProxy;
    profile: string;
    provision: ProvisionFile;
    skewMs: number;
    watch: Watch;
  }): Promise<Place> {
    return new Place(o, await EngineProcess.start(o.profile, o.provision, { skewMs: o.skewMs }));
  }

  /** It runs, and has not too much to do. */
  get free(): boolean {
    return this.#runs && this.#busy < atOnce;
  }

  /** One thing that its agent does. */
  async does(work: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    try {
      await Promise.all([work(), new Promise((resolve) => setTimeout(resolve, handMs))]);
    } finally {
      this.#busy -= 1;
      this.#watch.changed();
    }
  }

  async call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const silent = () => new Error(`${method} was not answered (${this.agent.login}): ${this.complaints(5).join('\n')}`);
      timer = setTimeout(() => reject(silent()), patienceMs);
    });
    try {
      return await Promise.race([this.#engine.call(method, input), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Not everything in its database is announced, so that it is also looked at without being told. Answers what `left` says at the end. */
  until(look: () => Promise<boolean>, what: string, left: () => unknown): Promise<true> {
    const nextChange = (): Promise<void> =>
      Promise.race([this.#engine.nextFeed(), new Promise<void>((resolve) => setTimeout(resolve, lookAnywayMs))]);
    return untilFound({ look: async () => (await look()) || undefined, nextChange, what, patienceMs }).catch(
      async (error: Error) => {
        throw new Error(
          `${error.message} (${this.agent.login}): ${JSON.stringify({ left: await left(), log: this.complaints(5) }, null, 1)}`,
        );
      },
    );
  }

  /** The last of what it complained of. */
  complaints(lines: number): string[] {
    const all = readFileSync(join(this.#profile, 'logs', 'engine.log'), 'utf8')
      .trim()
      .split('\n');
    return all
      .filter((line) => /"level":[45]0/.test(line))
      .slice(-lines)
      .concat(all.slice(-lines))
      .map((line) => line.slice(0, 400));
  }

  /** SIGSTOP: nothing of it runs, and its connections stay open. */
  freeze(): void {
    this.#runs = false;
    process.kill(this.#engine.pid, 'SIGSTOP');
  }

  thaw(): void {
    process.kill(this.#engine.pid, 'SIGCONT');
    this.#runs = true;
    this.#watch.changed();
  }

  async kill(): Promise<void> {
    this.#runs = false;
    await this.#engine.kill();
  }

  async revive(): Promise<void> {
    this.#engine = await EngineProcess.start(this.#profile, this.#provision, { skewMs: this.#skewMs });
    this.#runs = true;
    this.#watch.changed();
  }

  setClock(skewMs: number): void {
    this.#skewMs = skewMs;
    this.#engine.order({ order: 'skew', ms: skewMs });
  }

  /** Its database as it stands, read beside it. */
  read<T>(sql: string): T[] {
    const db = new Database(databasePath(this.#profile), { readonly: true });
    try {
      return db.prepare<[], T>(sql).all();
    } finally {
      db.close();
    }
  }

  close(): Promise<void> {
    return this.#engine.kill();
  }
}
