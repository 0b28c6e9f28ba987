import type { ChangeRefusal, ConversationChange, ConversationStand, ConversationUndo } from '../../shared/contract/api.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import { eachDeskListens } from '../core/pbx.ts';
import type { WriteTx } from '../store/db.ts';
import { attachmentByKey } from '../store/repos/attachment.repo.ts';
import { channelByKey } from '../store/repos/channel.repo.ts';
import {
  conversationById,
  type ConversationRow as LocalConversation,
  openConversation,
  openNew,
} from '../store/repos/conversation.repo.ts';
import { customerByKey } from '../store/repos/customer.repo.ts';
import type { Store } from '../store/store.ts';
import { askFor } from '../store/team/asks.ts';
import { wantFile } from '../store/team/files.ts';
import { isQueued, keyOf } from '../store/team/queue.ts';
import { addDecision } from '../store/team/waiting.ts';
import { changeConversation, undoChange } from '../sync/conversation.ts';
import type { TeamPort } from '../sync/team-port.ts';
import { bringNamed, take } from './adopting.ts';
import { decideWaiting, lastHeard, standOf } from './late.ts';
import type { TeamLink } from './link.ts';
import { guarded, taken, teamAway } from './refusal.ts';
import type { ClaimAnswer, TeamServer } from './server.ts';
import type { ConversationRow } from './wire.ts';

/** Decisions of this desk that the whole team has to agree to. The server decides, and says who was first. */
export function teamPort(link: TeamLink, store: Store, now: () => number): TeamPort {
  /** `still`: asked when it was changed meanwhile, whether the change can be made to what it is now. */
  const changeOne = async (
    root: number,
    change: ConversationChange,
    version?: number,
    still?: (row: ConversationRow) => boolean,
  ): Promise<ConversationUndo | undefined> => {
    const server = link.server();
    return link.alone(async () => {
      const row = await settledConversation(server, root, change);
      if (!row) return undefined;
      let answer = await server.claim(row.id, version ?? row.version, change);
      // As often as somebody was quicker: each time it is looked at anew.
      while (!answer.ok && !standsSo(answer.conversation, change) && still?.(answer.conversation))
        answer = await server.claim(row.id, answer.conversation.version, change);
      await bringNamed({ store, server }, [answer.conversation]);
      const undo = store.write((tx) => adopt(tx, root, change, answer, now()), { durable: true });
      // It may be our own word, whose answer was lost on the way.
      if (!answer.ok && !standsSo(answer.conversation, change)) throw taken(answer, now());
      return undo;
    });
  };

  /** What a new tag is called decides to whom the conversation may be given. */
  const isUntold = (tagId: string): boolean => {
    const key = keyOf(store.read, { kind: 'tag', id: tagId });
    return key !== undefined && isQueued(store.read, 'tag', key);
  };

  /** The open conversation as the server knows it, after what was changed here is told; opened where the change needs one. */
  async function settledConversation(
    server: TeamServer,
    root: number,
    change: ConversationChange,
  ): Promise<LocalConversation | undefined> {
    let row = openConversation(store.read, root);
    if (!row && change.status === 'resolved') return undefined;
    row ??= store.write((tx) => openNew(tx, root, now(), false));
    if (isQueued(store.read, 'conversation', row.key) || (change.addTags ?? []).some(isUntold)) await link.tell(server);
    return openConversation(store.read, root) ?? conversationById(store.read, row.id);
  }

  link.whenBack(() => decideWaiting({ store, now, decide: changeOne }));

  return {
    standing: () => link.standing(),
    async change(roots, change, version) {
      const undo: ConversationUndo[] = [];
      const refused: ChangeRefusal[] = [];
      let waiting = 0;
      for (const root of roots) {
        try {
          if (link.away) throw teamAway('the team cannot be asked now');
          const one = await guarded(() => changeOne(root, change, version));
          if (one) undo.push(one);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          if (error.code === 'unavailable') {
            waiting += 1;
            store.write((tx) => wait(tx, root, change, version, now()), { durable: true });
          } else if (roots.length === 1) throw error;
          else refused.push(refusalOf(store, root, error));
        }
      }
      return { undo, ...(waiting === 0 ? {} : { waiting }), ...(refused.length === 0 ? {} : { refused }) };
    },
    async undo(undos) {
      const stands: ConversationStand[] = [];
      for (const undo of undos) {
        const stand = await guarded(() => undoOne(undo));
        if (stand) stands.push(stand);
      }
      return stands;
    },
    cancel: (itemId) => guarded(async () => (await link.server().cancel(itemId)).ok).finally(() => link.nudge()),
    sendAgain: (itemId) => guarded(async () => (await link.server().decide(itemId, 'queued')).ok).finally(() => link.nudge()),
    wantFile(attachmentKey) {
      const row = attachmentByKey(store.read, attachmentKey);
      const channel = row?.channel_key === null ? undefined : channelByKey(store.read, row?.channel_key ?? 0);
      const wanted = store.write((tx) => {
        if (wantFile(tx, 'file', attachmentKey)) {
          tx.run("UPDATE attachments SET state = 'fetching' WHERE key = ? AND state <> 'local'", attachmentKey);
          return true;
        }
        if (!row || !channel || link.runs(channel.id)) return false;
        // Of a PBX every desk knows what it heard itself.
        if (eachDeskListens(channel.kind) && row.ref !== null) return false;
        askFor(tx, row, now());
        return true;
      });
      if (wanted) link.hurryFiles();
      return wanted;
    },
    channelSaved: (id) => guarded(() => link.channelSaved(id)),
    channelRemoved: (id) => guarded(() => link.channelRemoved(id)),
  };

  async function undoOne(undo: ConversationUndo): Promise<ConversationStand | undefined> {
    const server = link.server();
    const { before } = undo;
    return link.alone(async () => {
      const row = conversationById(store.read, undo.conversationId);
      if (!row) return undefined;
      const status = before.absent ? 'resolved' : before.status;
      const carried = store.read.values<string>(
        'SELECT t.id FROM conversation_tags ct JOIN tags t ON t.key = ct.tag_key WHERE ct.conversation_key = ?',
        row.key,
      );
      const answer = await server.claim(row.id, undo.version, {
        status,
        assigneeId: before.assigneeId,
        ...(before.snoozedUntil === undefined ? {} : { snoozedUntil: before.snoozedUntil }),
        ...(before.result === undefined ? {} : { result: before.result }),
        ...(before.closedAt === undefined ? {} : { closedAt: before.closedAt }),
        addTags: before.tags.filter((id) => !carried.includes(id)),
        removeTags: carried.filter((id) => !before.tags.includes(id)),
      });
      await bringNamed({ store, server }, [answer.conversation]);
      return store.write(
        (tx) => {
          const undone = answer.ok ? undoChange(tx, { ...undo, version: row.version }, now()) : undefined;
          take(tx, answer.conversation);
          return undone && { ...undone, version: answer.conversation.version };
        },
        { durable: true },
      );
    });
  }
}

/** It stands there as it was to be made. */
function standsSo(row: ConversationRow, change: ConversationChange): boolean {
  return (
    (change.assigneeId === undefined || change.assigneeId === row.assignee_id) &&
    (change.status === undefined || change.status === row.status) &&
    (change.snoozedUntil === undefined || change.snoozedUntil === row.snoozed_until) &&
    (change.result === undefined || change.result === row.result) &&
    (change.addTags ?? []).every((id) => row.tags.includes(id)) &&
    !(change.removeTags ?? []).some((id) => row.tags.includes(id))
  );
}

/** `holder`: as the server named them, else whoever has it as far as is known here. */
function refusalOf(store: Store, root: number, error: DomainError): ChangeRefusal {
  const { read } = store;
  const assignee = openConversation(read, root)?.assignee_key;
  const holder =
    (error.details?.holder as { id: string; name: string } | undefined) ??
    read.get<{ id: string; name: string }>('SELECT id, name FROM agents WHERE key = ?', assignee ?? 0);
  return { customerId: customerByKey(read, root)?.id ?? '', code: error.code, ...(holder === undefined ? {} : { holder }) };
}

/** Puts a decision of the server where the local one would have been, with its place on the timeline and its way back. */
function adopt(
  tx: WriteTx,
  root: number,
  change: ConversationChange,
  answer: ClaimAnswer,
  now: number,
): ConversationUndo | undefined {
  // While the server was asked, another one may have become the open one here: nothing but what was decided is changed.
  if (!answer.ok || openConversation(tx, root)?.id !== answer.conversation.id) {
    take(tx, answer.conversation);
    return undefined;
  }
  const undo = changeConversation(tx, root, change, now);
  take(tx, answer.conversation);
  return undo && { ...undo, version: answer.conversation.version };
}

/** The version it was decided on goes with it, so that what somebody else decided meanwhile is not overridden unseen. */
function wait(tx: WriteTx, root: number, change: ConversationChange, version: number | undefined, now: number): void {
  const row = openConversation(tx, root);
  const stood = row && standOf(tx, row);
  const heard = lastHeard(tx, root);
  const departed = { version: version ?? row?.version ?? null, ...(stood ? { stood } : {}), ...(heard ? { heard } : {}) };
  addDecision(tx, { customerKey: root, change, ...departed }, now);
}
