import type { TeamCommands } from '../../shared/contract/team.ts';
import type { AuditEntry } from '../../shared/model/index.ts';
import type { ReadDb } from '../store/db.ts';
import { customerById, displayName, rootOf } from '../store/repos/customer.repo.ts';
import type { TeamServer } from './server.ts';

type Page = TeamCommands['audit.page'];
type Row = {
  seq: string;
  at: Date;
  login: string;
  agent_id: string | null;
  action: string;
  kind: string | null;
  subject: string | null;
  customer_id: string | null;
  detail: Record<string, unknown>;
};

/** A page of what was done, the latest first; one more is asked for than is shown, so that it is known whether there are older ones. */
export async function auditPage(server: TeamServer, db: ReadDb, { limit, ...filter }: Page['in']): Promise<Page['out']> {
  const rows = await server.rows<Row>(
    'SELECT seq, at, login, agent_id, action, kind, subject, customer_id, detail FROM throughline.audit_read($1)',
    JSON.stringify({ ...filter, max: limit + 1 }),
  );
  return { entries: rows.slice(0, limit).map((row) => toEntry(db, row)), older: rows.length > limit };
}

function toEntry(db: ReadDb, row: Row): AuditEntry {
  const customer = row.customer_id === null ? undefined : customerById(db, row.customer_id);
  const root = customer && rootOf(db, customer.key);
  return {
    seq: Number(row.seq),
    at: row.at.getTime(),
    login: row.login,
    action: row.action,
    detail: row.detail,
    ...(row.agent_id === null ? {} : { agentId: row.agent_id }),
    ...(row.kind === null ? {} : { kind: row.kind }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.customer_id === null
      ? {}
      : { customer: { id: root?.id ?? row.customer_id, name: root ? displayName(db, root.key).name : '' } }),
  };
}
