import { call } from '../bridge/client.ts';
import { desktop } from '../bridge/desktop.ts';
import { isIdle } from './idle-of.ts';
import { useApp } from './store.ts';

const lookMs = 15_000;
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells the team when nobody is at this desk, and when somebody is back. */
export function startIdling(): () => void {
  let machine = false;
  let touchedAt = Date.now();
  let told = false;

  function look(): void {
    const idle = isIdle(machine, touchedAt, Date.now());
    if (idle === told || !useApp.getState().teamView) return;
    told = idle;
    call('team.idle', { idle }).catch(() => {
      told = !idle;
    });
  }
  function touched(): void {
    touchedAt = Date.now();
    if (told) look();
  }
  for (const touch of touches) window.addEventListener(touch, touched, { capture: true, passive: true });
  const stop = desktop.onCommand((command) => {
    if (command.type !== 'idle') return;
    machine = command.idle;
    look();
  });
  const timer = setInterval(look, lookMs);
  return () => {
    stop();
    clearInterval(timer);
    for (const touch of touches) window.removeEventListener(touch, touched, { capture: true });
  };
}
