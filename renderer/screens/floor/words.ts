import i18next from 'i18next';
import type { FloorAgent, FloorQueue } from '../../../shared/model/index.ts';
import { brief } from '../../i18n/time.ts';

/** `Ready · 12 min`, `On a call with Maria · 3 min`. */
export function stateWords({ presence, since, call }: FloorAgent, now: number): string {
  if (call) return `${i18next.t('floor.callWith', { name: call.customerName })} · ${brief(now - call.since)}`;
  const word = i18next.t(`floor.presence.${presence}`);
  return since === undefined ? word : `${word} · ${brief(now - since)}`;
}

/** How long somebody waits; nothing when nobody does. */
export const longestWords = (since: number | undefined, now: number): string => (since === undefined ? '' : brief(now - since));

/** What an agent’s load is, in words: `7 of 10`. */
export const loadWords = ({ open, limit }: FloorAgent): string =>
  limit > 0 ? i18next.t('floor.load', { open, limit }) : i18next.t('floor.loadFree', { open });

export const queueName = ({ department }: Pick<FloorQueue, 'department'>): string =>
  department?.name ?? i18next.t('floor.noDepartment');
