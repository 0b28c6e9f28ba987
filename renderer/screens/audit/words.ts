import i18next from 'i18next';
import { type AuditEntry, conversationStatuses } from '../../../shared/model/index.ts';
import { teamSettingsEn } from '../../i18n/team-settings.en.ts';

const known = teamSettingsEn.audit.action;
const isKnown = (action: string): action is keyof typeof known => Object.hasOwn(known, action);

/** What was done, in words; an action of a newer server by its own name. */
export const actionWords = (action: string): string =>
  isKnown(action) ? i18next.t(`teamSettings.audit.action.${action}`) : action;

const told = teamSettingsEn.audit.detail;
type Told = keyof typeof told;
const toldKeys = Object.keys(told) as Told[];
const sees = teamSettingsEn.audit.sees;
const roles = teamSettingsEn.role;

/** The name of an agent or a department by its id; nothing for another id. */
type NameOf = (id: string) => string | undefined;

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function statusWord(value: unknown): string | undefined {
  const status = conversationStatuses.find((each) => each === value);
  return status && i18next.t(`conversation.statusWord.${status}`).toLocaleLowerCase();
}

/** What stands under a key in words; nothing where it says nothing to a person. */
function valueWords(key: Told, value: unknown, detail: Record<string, unknown>, nameOf: NameOf): string | undefined {
  switch (key) {
    case 'status': {
      // Of a change it is the state before.
      const before = statusWord(value);
      if (!('change' in detail)) return before;
      const after = statusWord(fieldOf(detail.change, 'status'));
      return after && [before, after].filter(Boolean).join(' → ');
    }
    case 'from':
    case 'to':
    case 'department':
      return typeof value === 'string' ? nameOf(value) : undefined;
    case 'departments': {
      const names = Array.isArray(value) ? value.flatMap((each) => nameOf(String(each)) ?? []) : [];
      return names.length === 0 ? undefined : names.join('; ');
    }
    case 'role':
      return typeof value === 'string' && Object.hasOwn(roles, value)
        ? i18next.t(`teamSettings.role.${value as keyof typeof roles}`).toLocaleLowerCase()
        : undefined;
    case 'visibility':
      return typeof value === 'string' && Object.hasOwn(sees, value)
        ? i18next.t(`teamSettings.audit.sees.${value as keyof typeof sees}`)
        : undefined;
    case 'filter':
      return valueWords('name', fieldOf(value, 'words'), detail, nameOf);
    default:
      return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
  }
}

/**
 * What is in the detail of a line that a person can read: `status: open → resolved, reason: lunch`. Ids, counters of versions and
 * whatever else machines tell each other stay out of it; an export has them all.
 */
export function detailWords(detail: Record<string, unknown>, nameOf: NameOf): string {
  const parts = toldKeys.flatMap((key) => {
    const words = valueWords(key, detail[key], detail, nameOf);
    return words === undefined ? [] : [`${i18next.t(`teamSettings.audit.detail.${key}`)}: ${words}`];
  });
  if (detail.byRule === true) parts.push(i18next.t('teamSettings.audit.byRule'));
  if (detail.queue === true) parts.push(i18next.t('teamSettings.audit.fromQueue'));
  return parts.join(', ');
}

/** Nobody did it: a rule of the team came true, and whichever desk was watching wrote it down. */
export const isByRule = ({ action, detail }: AuditEntry): boolean =>
  ['assigned', 'handoff-expired', 'response-lease-ended', 'response-lease-absent'].includes(action) ||
  (action === 'handoff-accepted' && detail.byWork === true);

/**
 * What the server looks for when this was typed. It knows actions by their own names: the words of exactly one of them, in the
 * language of the window, mean that one.
 */
export function soughtWords(typed: string): string {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted.length < 3) return typed.trim();
  const meant = Object.keys(known).filter((action) => actionWords(action).toLocaleLowerCase().includes(wanted));
  return meant.length === 1 ? (meant[0] ?? typed) : typed.trim();
}

/** A reading of the audit is written down too, and what was looked for with it: a search must not find itself. */
export const isThisSearch = ({ action, detail }: AuditEntry, words: string | undefined): boolean => {
  const { filter } = detail;
  return (
    words !== undefined &&
    action === 'audit-read' &&
    typeof filter === 'object' &&
    filter !== null &&
    'words' in filter &&
    filter.words === words
  );
};
