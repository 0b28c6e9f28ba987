import { powerMonitor } from 'electron';

/** Nothing was touched at this machine for so long; seconds. */
const idleAfter = 300;
const lookMs = 15_000;

/** Says when the machine was left, or locked, and when somebody is back. */
export function watchIdle(say: (idle: boolean) => void): void {
  let idle = false;
  setInterval(() => {
    const state = powerMonitor.getSystemIdleState(idleAfter);
    const now = state === 'idle' || state === 'locked';
    if (now === idle) return;
    idle = now;
    say(idle);
  }, lookMs).unref();
}
