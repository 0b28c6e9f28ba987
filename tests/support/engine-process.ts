import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Api, Method } from '../../shared/contract/api.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { PortMessage } from '../../shared/contract/transport.ts';

type FromChild = PortMessage | { ready: true };

const patienceMs = 60_000;

/** An engine that can be killed, driven over IPC by the same requests a window sends. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (value: unknown, error?: Error) => void>();
  readonly #feedListeners = new Set<() => void>();
  #next = 0;
  feeds = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: FromChild) => {
      if ('feed' in message) {
        this.feeds += 1;
        for (const listener of this.#feedListeners) listener();
      } else if ('reply' in message) {
        const settle = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.reply.ok) settle?.(message.reply.value);
        else settle?.(undefined, new Error(message.reply.error.message));
      }
    });
    child.on('exit', () => {
      for (const settle of this.#waiting.values()) settle(undefined, new Error('the engine ended'));
      this.#waiting.clear();
      for (const listener of this.#feedListeners) listener();
    });
  }

  static async start(profile: string, provision: ProvisionFile): Promise<EngineProcess> {
    const file = join(profile, 'provision.json');
    writeFileSync(file, JSON.stringify(provision));
    const child = fork(fileURLToPath(new URL('./engine-child.ts', import.meta.url)), [profile, file], {
      serialization: 'advanced',
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const engine = new EngineProcess(child);
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromChild) => {
        if ('ready' in message) resolve();
      });
      child.once('exit', (code) => reject(new Error(`the engine ended with ${code} before it was ready`)));
    });
    return engine;
  }

  call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (value, error) => (error ? reject(error) : resolve(value as Api[M]['out'])));
      if (!this.#child.send({ id, method, input }) && this.#child.exitCode !== null) reject(new Error('the engine ended'));
    });
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

  async until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const changed = this.nextFeed();
      const found = await look();
      if (found !== undefined && found !== false) return found;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), Math.max(0, deadline - Date.now()));
      });
      const outcome = await Promise.race([changed, late]);
      clearTimeout(timer);
      if (outcome === 'late') throw new Error(`waited in vain for ${what}`);
    }
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
