import type { Team } from '../../support/team.ts';
import type { Place } from './place.ts';

/**
 * Everything that people would call the state of the team, line by line, as the server or a desk has it. A conversation that was absorbed
 * at a desk before the server heard of it is left out: nobody else knows of it, and nobody sees it there.
 */
const onServer = `
  SELECT 'person ' || id || ' ' || root_id AS line FROM throughline.customers
  UNION ALL SELECT 'link ' || id || ' ' || (undone_at IS NOT NULL)::int FROM throughline.links
  UNION ALL SELECT 'conversation ' || id || ' ' || customer_id || ' ' || status || ' ' || coalesce(assignee_id::text, '-') || ' ' ||
    coalesce(merged_into::text, '-') FROM throughline.conversations
  UNION ALL SELECT 'item ' || id || ' ' || kind || ' ' || customer_id || ' ' || (payload ->> 'text') FROM throughline.records
    WHERE kind IN ('message', 'note') AND direction <> 'out'
  UNION ALL SELECT 'answer ' || id || ' ' || customer_id || ' ' || CASE state WHEN 'accepted' THEN 'sent' WHEN 'rejected' THEN 'failed'
    ELSE state END FROM throughline.outbox
  UNION ALL SELECT 'answer ' || id || ' ' || customer_id || ' ' || (payload ->> 'delivery') FROM throughline.records r
    WHERE direction = 'out' AND NOT EXISTS (SELECT 1 FROM throughline.outbox o WHERE o.id = r.id)`;

const atDesk = `
  SELECT 'person ' || c.id || ' ' || r.id AS line FROM customers c JOIN customers r ON r.key = c.root_key
  UNION ALL SELECT 'link ' || id || ' ' || (undone_at IS NOT NULL) FROM links
  UNION ALL SELECT 'conversation ' || c.id || ' ' || k.id || ' ' || c.status || ' ' || coalesce(a.id, '-') || ' ' || coalesce(m.id, '-')
    FROM conversations c JOIN customers k ON k.key = c.customer_key LEFT JOIN agents a ON a.key = c.assignee_key
    LEFT JOIN conversations m ON m.key = c.merged_into
    WHERE c.merged_into IS NULL OR EXISTS (SELECT 1 FROM team_versions v WHERE v.kind = 'conversation' AND v.id = c.id)
  UNION ALL SELECT 'item ' || i.id || ' ' || i.kind || ' ' || k.id || ' ' || i.text
    FROM items i JOIN customers k ON k.key = i.customer_key WHERE i.kind IN ('message', 'note') AND i.direction <> 'out'
  UNION ALL SELECT 'answer ' || i.id || ' ' || k.id || ' ' || i.delivery
    FROM items i JOIN customers k ON k.key = i.customer_key WHERE i.direction = 'out'`;

const sorted = (rows: ReadonlyArray<{ line: string }>): string[] => rows.map(({ line }) => line).sort();

export const serverPortrait = async ({ owner }: Pick<Team, 'owner'>): Promise<string[]> =>
  sorted(await owner<{ line: string }>(onServer));
export const deskPortrait = (place: Place): string[] => sorted(place.read<{ line: string }>(atDesk));
