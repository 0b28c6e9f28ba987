import { pauseEnd } from '../../../shared/lib/quiet.ts';
import type { NoticeRules, Pause } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';

/** Rules without a pause. */
export function unpaused({ pausedUntil: _over, ...rules }: NoticeRules): NoticeRules {
  return rules;
}

/** No toasts and sounds for a while; `undefined` ends a pause. Notices are kept all the same. */
export function pauseNotices(pause: Pause | undefined): void {
  const rules = useApp.getState().workspace?.noticeRules;
  if (!rules) return;
  const noticeRules = pause === undefined ? unpaused(rules) : { ...rules, pausedUntil: pauseEnd(pause, Date.now()) };
  void attempt(call('workspace.update', { noticeRules }));
}
