import type { AgentRole } from '../../../shared/model/index.ts';
import { mayTakeRecordings } from '../../core/recordings.ts';
import type { ReadDb } from '../db.ts';
import { inTeam } from '../team/state.ts';
import { thingOf } from '../team/things.ts';
import { me } from './settings.repo.ts';

/** Whether recordings may be taken out of the program at this desk. */
export function recordingsMayLeave(db: ReadDb): boolean {
  if (!inTeam(db)) return true;
  const role = thingOf<{ role: AgentRole }>(db, 'agent', me(db).id)?.role;
  return mayTakeRecordings(role === undefined ? {} : { role });
}

/** Whether a stored file may be: any that is no recording of a call. */
export const fileMayLeave = (db: ReadDb, hash: string): boolean => recordingsMayLeave(db) || !isRecording(db, hash);

function isRecording(db: ReadDb, hash: string): boolean {
  const sql = `SELECT 1 FROM attachments JOIN items ON items.key = attachments.item_key
    WHERE attachments.hash = ? AND items.kind = 'call' LIMIT 1`;
  return db.value<number>(sql, hash) !== undefined;
}
