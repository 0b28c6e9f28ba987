import type { CustomerId } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import { editorKey } from './drafts.ts';
import { useApp } from './store.ts';
import { typingMs, type Watching, watchingOf } from './watching-of.ts';

/** The engine forgets after 30 s what a window does not repeat. */
const repeatMs = 20_000;

/** Tells the team whom this window shows and whether an answer is being written. A desk in no team tells nobody. */
export function startWatching(): () => void {
  let typed: { customerId: CustomerId; at: number } | undefined;
  let told: (Watching & { at: number }) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    clearTimeout(timer);
    const app = useApp.getState();
    if (!app.teamView) {
      told = undefined;
      return;
    }
    const now = Date.now();
    const typedAt = typed?.customerId === app.selected ? typed?.at : undefined;
    const watching = watchingOf(app, { hidden: document.hidden, typedAt, now });
    const same = told?.customerId === watching.customerId && told.doing === watching.doing;
    if (!same || now - (told?.at ?? 0) >= repeatMs) {
      told = { ...watching, at: now };
      call('team.watch', watching).catch(() => undefined);
    }
    const calm = watching.doing === 'typing' && typedAt !== undefined ? typedAt + typingMs - now : repeatMs;
    if (watching.customerId !== null) timer = setTimeout(tell, Math.max(50, calm));
  }

  const stop = useApp.subscribe((now, before) => {
    const { selected } = now;
    if (selected !== undefined && now.editors !== before.editors) {
      const key = editorKey('reply', selected);
      const [reply, earlier] = [now.editors[key], before.editors[key]];
      if (reply?.state === 'dirty' && reply.text !== earlier?.text && reply.text.trim() !== '')
        typed = { customerId: selected, at: Date.now() };
      // What was sent is not being written any more.
      if (typed?.customerId === selected && (reply?.text ?? '').trim() === '') typed = undefined;
    }
    const moved =
      now.selected !== before.selected ||
      now.place !== before.place ||
      now.following !== before.following ||
      now.followed !== before.followed ||
      now.editors !== before.editors ||
      (now.teamView === null) !== (before.teamView === null);
    if (moved) tell();
  });
  document.addEventListener('visibilitychange', tell);
  tell();
  return () => {
    stop();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', tell);
  };
}
