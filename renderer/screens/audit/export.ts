import type { AuditEntry } from '../../../shared/model/index.ts';
import { isByRule } from './words.ts';

export const exportKinds = ['csv', 'jsonl'] as const;
export type ExportKind = (typeof exportKinds)[number];

const columns = ['seq', 'at', 'login', 'agentId', 'action', 'kind', 'subject', 'customerId', 'customer', 'detail'] as const;

/** RFC 4180, section 2. A cell that a spreadsheet would run as a formula is made text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `login`: whose desk wrote it down; without an agent a rule of the team did it. */
function row(entry: AuditEntry): string[] {
  const { seq, at, login, agentId, action, kind, subject, customer, detail } = entry;
  return [
    String(seq),
    new Date(at).toISOString(),
    login,
    isByRule(entry) ? '' : (agentId ?? ''),
    action,
    kind ?? '',
    subject ?? '',
    customer?.id ?? '',
    customer?.name ?? '',
    JSON.stringify(detail),
  ];
}

/** The lines as a file. CSV begins with a byte order mark, by which spreadsheets know UTF-8; times are ISO 8601 in UTC. */
export function auditFile(entries: readonly AuditEntry[], kind: ExportKind): string {
  if (kind === 'jsonl')
    return entries.map((entry) => `${JSON.stringify({ ...entry, at: new Date(entry.at).toISOString() })}\n`).join('');
  return `\uFEFF${[[...columns], ...entries.map(row)].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}
