import type { WriteTx } from '../store/db.ts';
import { me } from '../store/repos/settings.repo.ts';
import type { AgentRow } from './wire.ts';

/** The agent of this desk is the one of its login; what they did here before is theirs. */
export function becomeAgent(tx: WriteTx, agent: AgentRow): void {
  const own = me(tx);
  if (own.id !== agent.id) {
    // Told by an earlier profile of the same person: one of the two rows goes, and what it did belongs to the other.
    const twin = tx.value<number>('SELECT key FROM agents WHERE id = ?', agent.id);
    if (twin !== undefined) replaceAgent(tx, twin, own.key);
    tx.run('UPDATE agents SET id = ? WHERE key = ?', agent.id, own.key);
  }
  takeAgent(tx, agent);
}

export function takeAgent(tx: WriteTx, agent: AgentRow): void {
  const { changes } = tx.run(
    `INSERT INTO agents (id, name, email, is_me) VALUES (?, ?, ?, 0)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = COALESCE(excluded.email, email)
       WHERE name <> excluded.name OR email IS NOT COALESCE(excluded.email, email)`,
    agent.id,
    agent.name,
    agent.email,
  );
  if (changes > 0) tx.touched.workspace = true;
}

function replaceAgent(tx: WriteTx, from: number, to: number): void {
  tx.run('UPDATE items SET agent_key = ? WHERE agent_key = ?', to, from);
  tx.run('UPDATE conversations SET assignee_key = ? WHERE assignee_key = ?', to, from);
  tx.run('UPDATE reminders SET agent_key = ? WHERE agent_key = ?', to, from);
  tx.run('DELETE FROM agents WHERE key = ?', from);
}
