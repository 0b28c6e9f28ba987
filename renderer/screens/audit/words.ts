import i18next from 'i18next';
import { type AuditEntry, type ConversationStatus, conversationStatuses } from '../../../shared/model/index.ts';
import { teamSettingsEn } from '../../i18n/team-settings.en.ts';

const known = teamSettingsEn.audit.action;
const isKnown = (action: string): action is keyof typeof known => Object.hasOwn(known, action);

/** What was done, in words; an action of a newer server by its own name. */
export const actionWords = (action: string): string =>
  isKnown(action) ? i18next.t(`teamSettings.audit.action.${action}`) : action;

const told = teamSettingsEn.audit.detail;
const isTold = (key: string): key is keyof typeof told => Object.hasOwn(told, key);
const keyWords = (key: string): string => (isTold(key) ? i18next.t(`teamSettings.audit.detail.${key}`) : key);
const statuses: ReadonlySet<unknown> = new Set(conversationStatuses);

function valueWords(key: string, value: unknown): string {
  if (key === 'status' && statuses.has(value))
    return i18next.t(`conversation.statusWord.${value as ConversationStatus}`).toLocaleLowerCase();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Ids say nothing to a person. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

/** What is in the detail of a line that a person can read: `status: resolved, reason: lunch`. */
export function detailWords(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '' && !isId(value))
    .map(([key, value]) => `${keyWords(key)}: ${valueWords(key, value)}`)
    .join(', ');
}

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
