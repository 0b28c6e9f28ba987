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
  const shown = rows.slice(0, limit);
  const people = await peopleOf(server, db, new Set(shown.flatMap(({ customer_id }) => customer_id ?? [])));
  return { entries: shown.map((row) => toEntry(row, people)), older: rows.length > limit };
}

type Known = { id: string; root: string; name: string; address: string | null; erased: boolean };
type People = ReadonlyMap<string, NonNullable<AuditEntry['customer']>>;

/**
 * Who these are: as this desk shows them, else as the server lets this agent see them. Whom it does not show may not be seen, or is
 * nobody any more.
 */
async function peopleOf(server: TeamServer, db: ReadDb, ids: ReadonlySet<string>): Promise<People> {
  if (ids.size === 0) return new Map();
  const rows = await server.rows<Known>(
    `SELECT c.id, r.id AS root, r.name, r.erased_at IS NOT NULL AS erased,
       (SELECT p.value FROM throughline.contact_points p WHERE p.customer_id = r.id AND p.removed_at IS NULL ORDER BY p.id LIMIT 1) AS address
     FROM throughline.customers c JOIN throughline.customers r ON r.id = c.root_id
     WHERE c.id IN (SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb))`,
    JSON.stringify([...ids]),
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map([...ids].map((id) => [id, personOf(db, id, known.get(id))]));
}

function personOf(db: ReadDb, id: string, known: Known | undefined): NonNullable<AuditEntry['customer']> {
  if (known === undefined) return { id, name: '', lacks: 'hidden' };
  if (known.erased) return { id, name: '', lacks: 'erased' };
  const customer = customerById(db, id);
  if (!customer) return { id: known.root, name: known.name || (known.address ?? ''), lacks: 'cache' };
  const root = rootOf(db, customer.key);
  return { id: root.id, name: displayName(db, root.key).name };
}

function toEntry(row: Row, people: People): AuditEntry {
  const customer = row.customer_id === null ? undefined : people.get(row.customer_id);
  return {
    seq: Number(row.seq),
    at: row.at.getTime(),
    login: row.login,
    action: row.action,
    detail: row.detail,
    ...(row.agent_id === null ? {} : { agentId: row.agent_id }),
    ...(row.kind === null ? {} : { kind: row.kind }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(customer === undefined ? {} : { customer }),
  };
}
