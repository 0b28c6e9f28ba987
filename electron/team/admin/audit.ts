import type { AdminSession } from './session.ts';
import { openTeam } from './setup.ts';

export type AuditEntry = {
  seq: number;
  at: string;
  login: string;
  agent_id: string | null;
  action: string;
  kind: string | null;
  subject: string | null;
  customer_id: string | null;
  detail: unknown;
};

const page = 2_000;

/** Hands out the audit, oldest first and a page at a time, and notes that it was taken out. `since`: epoch ms. */
export async function exportAudit(
  session: AdminSession,
  filter: { since?: number; words?: string },
  take: (entries: AuditEntry[]) => Promise<void>,
): Promise<number> {
  await openTeam(session);
  const { db } = session;
  let count = 0;
  for (let after = 0; ; ) {
    const { rows } = await db.query<AuditEntry>(
      `SELECT seq::float8 AS seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, login, agent_id, action, kind, subject, customer_id, detail
       FROM throughline.audit a WHERE seq > $1 AND at >= to_timestamp($2::float8 / 1000)
         AND ($3 = '' OR strpos(throughline.folded(login || ' ' || action || ' ' || coalesce(subject, '') || ' ' || detail::text), throughline.folded($3)) > 0
           OR customer_id IN (SELECT k.id FROM throughline.customers k JOIN throughline.customers c ON c.root_id = k.root_id
             WHERE strpos(throughline.folded(c.name), throughline.folded($3)) > 0))
       ORDER BY seq LIMIT $4`,
      [after, filter.since ?? 0, filter.words ?? '', page],
    );
    await take(rows);
    count += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) break;
    after = last.seq;
  }
  await db.query("SELECT throughline.note_audit('audit-export', NULL, NULL, NULL, $1)", [{ entries: count }]);
  return count;
}

const columns = ['seq', 'at', 'login', 'agent_id', 'action', 'kind', 'subject', 'customer_id', 'detail'] as const;

export const csvHeader = columns.join(',');

/** One line of CSV (RFC 4180). What a table program would run as a formula is shown as text. */
export function csvLine(entry: AuditEntry): string {
  return columns
    .map((column) => {
      const value = entry[column];
      const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
      const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',');
}
