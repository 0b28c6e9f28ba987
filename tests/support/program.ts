import type { ChildProcess } from 'node:child_process';
import type { ElectronApplication, Page } from '@playwright/test';
import { queryHandlers } from '../../electron/api/queries.ts';
import { capabilitiesOf } from '../../electron/engine/capabilities.ts';
import type { Api, Method } from '../../shared/contract/api.ts';
import { type LaunchOptions, start } from '../e2e/support/app.ts';
import type { Ending } from './engine-process.ts';
import { peakMemory } from './memory.ts';
import { openPageLine, type PageWithLine } from './page-line.ts';
import { descendants, gone, signal } from './process-tree.ts';
import { memoryStore } from './store.ts';
import { untilFound } from './until.ts';

/** The processes of the program that are killed one by one. */
export type ProcessName = 'main' | 'reader' | 'engine';
export const processNames = ['main', 'reader', 'engine'] as const;
/** Bytes. */
export type Peaks = Record<ProcessName, number>;

const patienceMs = 120_000;
/** How long what main leaves behind may live on, ms. */
const orphansLiveMs = 10_000;

/** What the window asks the reader; everything else goes to the engine. */
const queries = new Set(Object.keys(queryHandlers(memoryStore().read, capabilitiesOf)));

/** The whole program in real Electron: killed process by process, asked through its window. */
export class Program {
  readonly #electron: ElectronApplication;
  readonly #child: ChildProcess;
  readonly #main: number;
  readonly peaks: Peaks = { main: 0, reader: 0, engine: 0 };
  #page: Page | undefined;
  /** Resolves when nothing is left of the program after main was killed; rejects when something lives on. */
  orphans: Promise<void> = Promise.resolve();
  /** Resolves when main has ended, however it did. */
  readonly ended: Promise<Ending>;

  private constructor(electron: ElectronApplication) {
    this.#electron = electron;
    // Playwright forgets it when the connection is gone.
    this.#child = electron.process();
    this.#main = this.#child.pid ?? 0;
    this.ended = new Promise((resolve) => this.#child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  /** Resolves as soon as main runs. */
  static async start(options: LaunchOptions): Promise<Program> {
    return new Program(await start(options));
  }

  /** Resolves when the window can be asked. */
  static async launch(options: LaunchOptions): Promise<Program> {
    const program = await Program.start(options);
    await program.open();
    return program;
  }

  async open(): Promise<void> {
    const page = await this.#electron.firstWindow();
    await page.evaluate(openPageLine);
    this.#page = page;
  }

  /** True while the window shows itself, and not that the program cannot work. */
  async works(): Promise<boolean> {
    await this.#page?.getByRole('listbox', { name: 'Inbox' }).waitFor();
    return this.#page !== undefined && new URL(this.#page.url()).pathname === '/';
  }

  /** What the window says of the connections. */
  async connections(): Promise<string> {
    return (await this.#page?.getByRole('status', { name: 'Connections' }).textContent()) ?? '';
  }

  /** A command rejects when the engine goes away before it answers; a question is asked again. */
  async call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> {
    if (this.#page === undefined) throw new Error('the window is not open');
    const to = queries.has(method) ? 'reader' : 'engine';
    const again = to === 'reader' || method === 'connection.list';
    return this.#page.evaluate((asked) => (window as unknown as PageWithLine).pageLine.ask(asked.to, asked), {
      to,
      method,
      input,
      again,
    } as const) as Promise<Api[M]['out']>;
  }

  /** Resolves when a change has been announced to the window since `act` was begun, or when the program ends. */
  async changeBy(act: () => void): Promise<void> {
    const before = (await this.#ask(() => (window as unknown as PageWithLine).pageLine.feeds())) ?? 0;
    act();
    await this.#ask((feeds) => (window as unknown as PageWithLine).pageLine.after(feeds), before);
  }

  /** What the page answers; nothing when the program ends before it does. */
  async #ask<T>(question: (feeds: number) => T | Promise<T>, feeds = 0): Promise<T | undefined> {
    const answer = this.#page?.evaluate(question, feeds);
    const ended = this.ended.then(() => undefined);
    return Promise.race([answer?.catch(() => ended), ended]);
  }

  until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
    return untilFound({ look, nextChange: () => this.changeBy(() => undefined), what, patienceMs });
  }

  /** Process ids by name; one that has just died is absent. */
  async pids(): Promise<Partial<Record<ProcessName, number>>> {
    const found = await this.#electron.evaluate(({ app }) =>
      app.getAppMetrics().map(({ pid, serviceName, name }) => ({ pid, name: `${serviceName ?? ''} ${name ?? ''}` })),
    );
    const pidOf = (name: string) => found.find((one) => one.name.includes(`Throughline ${name}`))?.pid;
    const [reader, engine] = [pidOf('reader'), pidOf('engine')];
    return { main: this.#main, ...(reader === undefined ? {} : { reader }), ...(engine === undefined ? {} : { engine }) };
  }

  /** Takes down how much memory each has needed so far. */
  async measure(): Promise<void> {
    const pids = await this.pids();
    for (const name of processNames) {
      const peak = pids[name] === undefined ? undefined : peakMemory(pids[name]);
      this.peaks[name] = Math.max(this.peaks[name], peak ?? 0);
    }
  }

  /** SIGKILL, as soon as there is such a process. Main takes the others with it, which have to go by themselves: see `orphans`. */
  async kill(name: ProcessName): Promise<void> {
    if (name === 'main') {
      const others = descendants(this.#main);
      process.kill(this.#main, 'SIGKILL');
      await this.ended;
      this.orphans = gone(others, orphansLiveMs);
      // Whoever does not wait for it now hears it later.
      this.orphans.catch(() => undefined);
      return;
    }
    while (!signal(await this.there(name)));
  }

  /** Its process id, as soon as there is one. Main starts them again after a pause, and nobody is told when. */
  async there(name: ProcessName): Promise<number> {
    for (;;) {
      const pid = (await this.pids())[name];
      if (pid !== undefined) return pid;
    }
  }

  /** Out of sight, as somebody puts a program aside. */
  hide(): Promise<void> {
    return this.#electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.hide();
    });
  }

  /** How many windows there are to be seen. */
  visible(): Promise<number> {
    return this.#electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length,
    );
  }

  /** As a person closes it. */
  close(): Promise<Ending> {
    this.#electron.close().catch(() => undefined);
    return this.ended;
  }

  /** After a test, in whatever state. */
  async end(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.kill('main');
    await this.orphans;
  }
}
