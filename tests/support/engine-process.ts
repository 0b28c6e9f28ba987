import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Api, Method } from '../../shared/contract/api.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { PortMessage } from '../../shared/contract/transport.ts';
import type { ChildOrder } from './engine-child.ts';
import { forgetPeak, peakMemory } from './memory.ts';
import { untilFound } from './until.ts';

type FromChild = PortMessage | { ready: true };

const patienceMs = 120_000;

/** How a process ended; one that was killed has a signal and no code. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null };

export type ChildEnvironment = {
  /** Crash points are planted, and the fatal one is named in this file. */
  report?: string;
  /** Ends by SIGKILL at the crash point of this number. */
  dieAt?: number;
  /** Another set of migrations than the program's own. */
  migrations?: string;
  /** Its clock is wrong by so much; the order `skew` sets it anew. */
  skewMs?: number;
};

/** An engine that can be killed, driven over IPC by the same requests a window sends. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (value: unknown, error?: Error) => void>();
  readonly #feedListeners = new Set<() => void>();
  readonly #ready: Promise<void>;
  #next = 0;
  #peak = 0;
  feeds = 0;
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<Ending>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    this.#ready = new Promise((resolve, reject) => {
      child.on('message', (message: FromChild) => {
        if ('ready' in message) resolve();
      });
      child.once('exit', (code) => reject(new Error(`the engine ended with ${code} before it was ready`)));
    });
    // Who does not wait for it need not hear that it never came.
    this.#ready.catch(() => undefined);
    child.on('message', (message: FromChild) => {
      if ('feed' in message) {
        this.feeds += 1;
        for (const listener of this.#feedListeners) listener();
      } else if ('reply' in message) {
        const settle = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.reply.ok) settle?.(message.reply.value);
        else settle?.(undefined, Object.assign(new Error(message.reply.error.message), { code: message.reply.error.code }));
      }
    });
    child.on('exit', () => {
      for (const settle of this.#waiting.values()) settle(undefined, new Error('the engine ended'));
      this.#waiting.clear();
      for (const listener of this.#feedListeners) listener();
    });
  }

  /** Resolves when it is ready; rejects when it ends before that. */
  static async start(profile: string, provision: ProvisionFile, environment: ChildEnvironment = {}): Promise<EngineProcess> {
    const engine = EngineProcess.launch(profile, provision, environment);
    await engine.#ready;
    return engine;
  }

  /** Without waiting for anything. */
  static launch(
    profile: string,
    provision: ProvisionFile,
    { report, dieAt, migrations, skewMs }: ChildEnvironment = {},
  ): EngineProcess {
    const child = fork(fileURLToPath(new URL('./engine-child.ts', import.meta.url)), [profile, JSON.stringify(provision)], {
      serialization: 'advanced',
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        ...(report === undefined ? {} : { DRILL_REPORT: report }),
        ...(dieAt === undefined ? {} : { DRILL_DIE_AT: String(dieAt) }),
        ...(migrations === undefined ? {} : { DRILL_MIGRATIONS: migrations }),
        ...(skewMs === undefined ? {} : { DRILL_SKEW_MS: String(skewMs) }),
      },
    });
    return new EngineProcess(child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves with true when it works, with false when it ended before that. */
  ready(): Promise<boolean> {
    return this.#ready.then(
      () => true,
      () => false,
    );
  }

  /** Most memory the process has held at once, in bytes, as far as it was asked while it lived. */
  peakMemory(): number {
    this.#peak = peakMemory(this.pid) ?? this.#peak;
    return this.#peak;
  }

  /** Counts the peak anew from now on. */
  forgetPeak(): void {
    forgetPeak(this.pid);
  }

  /** Asks the process itself for something; it may be gone already. */
  order(order: ChildOrder): void {
    if (this.#child.connected) this.#child.send(order, () => undefined);
  }

  /** A clean end, as the desktop program asks for it. */
  stop(): Promise<Ending> {
    this.order({ order: 'stop' });
    return this.ended;
  }

  call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(new Error('the engine ended'));
        return;
      }
      this.#waiting.set(id, (value, error) => (error ? reject(error) : resolve(value as Api[M]['out'])));
      // A line that breaks while it is written to is told by the exit that follows.
      this.#child.send({ id, method, input }, () => undefined);
    });
  }

  /** False once it has ended, however it did. */
  get runs(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Resolves when a change has been announced since `act` was begun, or when it ends. Whoever waits for the next change after
   * having acted may wait for ever: it can have been announced by then.
   */
  async changeBy(act: () => void | Promise<void>): Promise<void> {
    const changed = this.nextFeed();
    await act();
    await changed;
  }

  /** Resolves at the next change the engine announces, or when it ends. */
  nextFeed(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#feedListeners.delete(done);
        resolve();
      };
      this.#feedListeners.add(done);
    });
  }

  until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
    return untilFound({ look, nextChange: () => this.nextFeed(), what, patienceMs });
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    if (!this.runs) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
