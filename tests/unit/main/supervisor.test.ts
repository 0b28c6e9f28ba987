import { describe, expect, it } from 'vitest';
import { type Failure, type Handle, restartDelay, superviseChild } from '../../../electron/main/supervisor.ts';
import type { FromChild, ToChild } from '../../../shared/contract/process.ts';

/** A supervised process that does what the test says, on a clock that the test moves. */
function stage() {
  const forks: Array<{ posts: ToChild[]; killed: boolean; say(message: FromChild): void; exit(): void }> = [];
  const waiting: Array<{ run: () => void; ms: number }> = [];
  const failures: Failure[] = [];
  let time = 0;
  let running = 0;
  const fork = (): Handle<string> => {
    let hear: (message: FromChild) => void = () => {};
    let gone: (code: number) => void = () => {};
    const one = { posts: [] as ToChild[], killed: false, say: (message: FromChild) => hear(message), exit: () => gone(1) };
    forks.push(one);
    return {
      post: (message) => one.posts.push(message),
      onMessage: (listener) => {
        hear = listener;
      },
      onExit: (listener) => {
        gone = listener;
      },
      kill: () => {
        one.killed = true;
        gone(0);
      },
    };
  };
  const child = superviseChild<string>({
    fork,
    settings: () => ({ profile: '/p' }),
    onRunning: () => {
      running += 1;
    },
    onFailed: (failure) => failures.push(failure),
    later: (run, ms) => waiting.push({ run, ms }),
    now: () => time,
  });
  const last = () => {
    const fork = forks.at(-1);
    if (fork === undefined) throw new Error('Nothing was forked.');
    return fork;
  };
  return {
    child,
    forks,
    failures,
    waiting,
    last,
    running: () => running,
    pass: (ms: number) => {
      time += ms;
    },
    /** Runs what was put off, and says for how long. */
    due: () =>
      waiting.splice(0).map(({ run, ms }) => {
        run();
        return ms;
      }),
  };
}

describe('restartDelay', () => {
  it('doubles from a quarter of a second to half a minute', () => {
    expect([1, 2, 3, 8, 50].map(restartDelay)).toEqual([250, 500, 1000, 30_000, 30_000]);
  });
});

describe('superviseChild', () => {
  it('hands over the settings first, then says that it runs', () => {
    const { child, last, running } = stage();
    child.start();
    expect(last().posts).toEqual([{ type: 'start', settings: { profile: '/p' } }]);
    expect(running()).toBe(1);
    child.start();
    expect(running()).toBe(1);
  });

  it('starts a crashed one again, later each time, and forgives after a minute of health', () => {
    const { child, forks, last, due, pass, running } = stage();
    child.start();
    last().exit();
    expect(due()).toEqual([250]);
    last().exit();
    expect(due()).toEqual([500]);
    pass(60_001);
    last().exit();
    expect(due()).toEqual([250]);
    expect(forks.length).toBe(4);
    expect(running()).toBe(4);
  });

  it('does not start again what cannot work', () => {
    const { child, forks, last, due, failures } = stage();
    child.start();
    last().say({ type: 'failed', code: 'newer-database', message: 'From the future.' });
    last().exit();
    expect(due()).toEqual([]);
    expect(forks.length).toBe(1);
    expect(failures).toEqual([{ code: 'newer-database', message: 'From the future.' }]);
  });

  it('posts nothing into the gap between a crash and the next start', () => {
    const { child, last, due } = stage();
    expect(child.post({ type: 'wake' })).toBe(false);
    child.start();
    expect(child.post({ type: 'wake' })).toBe(true);
    last().exit();
    expect(child.post({ type: 'wake' })).toBe(false);
    due();
    expect(last().posts.map(({ type }) => type)).toEqual(['start']);
  });

  it('stops when the process says so, and does not start it again', async () => {
    const { child, forks, last, due } = stage();
    child.start();
    const stopped = child.stop(2_000);
    expect(last().posts.at(-1)).toEqual({ type: 'stop' });
    expect(last().killed).toBe(false);
    last().say({ type: 'stopped' });
    await stopped;
    due();
    expect(forks.length).toBe(1);
  });

  it('waits for a process that does not answer no longer than allowed', async () => {
    const { child, last, due } = stage();
    child.start();
    const stopped = child.stop(2_000);
    expect(due()).toEqual([2_000]);
    await stopped;
    expect(last().killed).toBe(true);
  });

  it('stops while it waits to start again', async () => {
    const { child, forks, last, due } = stage();
    child.start();
    last().exit();
    await child.stop(2_000);
    due();
    expect(forks.length).toBe(1);
  });
});
