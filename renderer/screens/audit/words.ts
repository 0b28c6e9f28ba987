import i18next from 'i18next';
import { teamSettingsEn } from '../../i18n/team-settings.en.ts';

const known = teamSettingsEn.audit.action;
const isKnown = (action: string): action is keyof typeof known => Object.hasOwn(known, action);

/** What was done, in words; an action of a newer server by its own name. */
export const actionWords = (action: string): string =>
  isKnown(action) ? i18next.t(`teamSettings.audit.action.${action}`) : action;

/** Ids say nothing to a person. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

/** What is in the detail of a line that a person can read: `status: resolved, reason: lunch`. */
export function detailWords(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '' && !isId(value))
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}
