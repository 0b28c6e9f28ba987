import { overBotLimit } from '../../../shared/model/index.ts';
import type { AskBody } from '../../core/team/records.ts';
import type { WriteTx } from '../db.ts';
import { attachmentById, setAttachment, touchOwner } from '../repos/attachment.repo.ts';
import { takeFile } from './files.ts';

/** A file that a colleague asks for, or what came of it. Whoever runs the channel sees to it with the next round. */
export function importAsk(tx: WriteTx, id: string, body: AskBody): void {
  const row = attachmentById(tx, body.file);
  if (!row) return;
  tx.run(
    `INSERT INTO file_asks (id, attachment_key, state, created_at, detail) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (attachment_key) DO UPDATE SET id = excluded.id, state = excluded.state, created_at = excluded.created_at,
       detail = excluded.detail`,
    id,
    row.key,
    body.state,
    body.createdAt,
    body.detail,
  );
  if (body.state === 'done' && body.hash !== null) takeFile(tx, row.key, body.hash);
  // Only who asked waits for it.
  if (body.state === 'failed' && row.state === 'fetching') {
    const state = body.detail === overBotLimit ? 'too-large' : 'failed';
    setAttachment(tx, row, { state, error: body.detail ?? '' });
  } else touchOwner(tx, row);
}
