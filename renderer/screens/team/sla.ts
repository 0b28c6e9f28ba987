import i18next from 'i18next';
import type { EpochMs, Sla } from '../../../shared/model/index.ts';
import { span } from '../../i18n/time.ts';
import type { Urgency } from '../inbox/urgency.ts';

/** Of the time a promise of service gives, the last part in which it is at risk. */
const riskPart = 1 / 5;
/** Where it is not known since when it runs. */
const riskMs = 15 * 60_000;

/** Colour is for what runs out: `near` in the last fifth of the time since `since`, `past` when it is over. */
export function slaUrgency({ dueAt, paused }: Sla, since: EpochMs | undefined, now: EpochMs): Urgency {
  if (paused) return 'calm';
  if (now >= dueAt) return 'past';
  const risk = since !== undefined && since < dueAt ? (dueAt - since) * riskPart : riskMs;
  return dueAt - now <= risk ? 'near' : 'calm';
}

/** `First answer due in 6 min`, `First answer 3 min late`. */
export function slaWords({ clock, dueAt, paused }: Sla, now: EpochMs): string {
  const name = i18next.t(`team.sla.${clock}`);
  if (paused) return i18next.t('team.sla.paused', { clock: name });
  const late = now >= dueAt;
  return i18next.t(late ? 'team.sla.late' : 'team.sla.left', { clock: name, time: span(Math.abs(dueAt - now)) });
}
