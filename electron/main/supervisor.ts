import type { ChildSettings, FromChild, ToChild } from '../../shared/contract/process.ts';

/** One running process. `Port` is Electron's MessagePortMain, or anything in tests. */
export type Handle<Port> = {
  post(message: ToChild, ports?: Port[]): void;
  onMessage(listener: (message: FromChild) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
};

export type Failure = Omit<Extract<FromChild, { type: 'failed' }>, 'type'>;

export type ChildOptions<Port> = {
  fork(): Handle<Port>;
  settings(): ChildSettings;
  /** It runs, at first and again after a crash: windows need new ports to it. */
  onRunning(): void;
  /** It said that it cannot work on this profile; it is not started again. */
  onFailed(failure: Failure): void;
  /** It wants a page in the system's browser. */
  onOpen?(url: string): void;
  /** It knows where the softphone connects to, or that there is none. */
  onSoftphone?(url: string | undefined): void;
  /** Runs something later; `setTimeout` but for tests. */
  later(run: () => void, ms: number): void;
  /** Epoch ms. */
  now(): number;
};

export type Child<Port> = {
  start(): void;
  /** False when it does not run; what must reach it again after a restart belongs into `onRunning`. */
  post(message: ToChild, ports?: Port[]): boolean;
  /** Asks it to finish and resolves when it has gone, at most `limitMs` later, by force if need be. */
  stop(limitMs: number): Promise<void>;
};

const firstDelay = 250;
const longestDelay = 30_000;
/** Who has run this long in ms has recovered: the next crash counts as the first one. */
const soundAfter = 60_000;

/** How long to wait in ms before the start that follows `crashes` crashes in a row (1 for the first). */
export function restartDelay(crashes: number): number {
  return Math.min(firstDelay * 2 ** (crashes - 1), longestDelay);
}

/** Keeps one process running until it is stopped or says that it cannot work. */
export function superviseChild<Port>(options: ChildOptions<Port>): Child<Port> {
  let running: Handle<Port> | undefined;
  let over = false;
  let crashes = 0;
  const exits = new Set<() => void>();

  const start = () => {
    if (over || running !== undefined) return;
    const child = options.fork();
    const since = options.now();
    running = child;
    child.onMessage((message) => {
      if (message.type === 'stopped') child.kill();
      if (message.type === 'open') options.onOpen?.(message.url);
      if (message.type === 'softphone') options.onSoftphone?.(message.url);
      if (message.type !== 'failed') return;
      over = true;
      options.onFailed({ code: message.code, message: message.message });
    });
    child.onExit(() => {
      running = undefined;
      for (const tell of exits) tell();
      if (over) return;
      crashes = options.now() - since > soundAfter ? 1 : crashes + 1;
      options.later(start, restartDelay(crashes));
    });
    child.post({ type: 'start', settings: options.settings() });
    options.onRunning();
  };

  const post = (message: ToChild, ports?: Port[]): boolean => {
    running?.post(message, ports);
    return running !== undefined;
  };

  const stop = (limitMs: number): Promise<void> => {
    over = true;
    const child = running;
    if (child === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      exits.add(resolve);
      options.later(() => {
        child.kill();
        resolve();
      }, limitMs);
      child.post({ type: 'stop' });
    });
  };

  return { start, post, stop };
}
