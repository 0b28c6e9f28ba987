import type { ChangeRefusal, ConversationChange, ConversationStand, ConversationUndo } from '../../shared/contract/api.ts';
import type { TeamConnection } from '../../shared/model/index.ts';

/**
 * What a desk asks of its team. Decisions that need everybody's agreement are made by the server; records need none, they are in
 * the queue by their transaction.
 */
export type TeamPort = {
  standing(): TeamConnection;
  /**
   * One change of conversations, each decided for itself. `waiting`: how many wait for a server that is away; `refused`: those of many
   * that stay as they were.
   *
   * @throws DomainError where there is only one: `conflict` with `details.holder` when somebody was first, `not-allowed` for what this
   * agent may not
   */
  change(
    roots: readonly number[],
    change: ConversationChange,
    version?: number,
  ): Promise<{ undo: ConversationUndo[]; waiting?: number; refused?: ChangeRefusal[] }>;
  /** Answers those that could be put back. */
  undo(undos: readonly ConversationUndo[]): Promise<ConversationStand[]>;
  /** Takes back an answer that has not left. Answers false when it has. */
  cancel(itemId: string): Promise<boolean>;
  /** A person decides to send again what may have been sent. */
  sendAgain(itemId: string): Promise<boolean>;
  /**
   * A file is wanted here. Answers whether it comes from a colleague, who has it or, running its channel, is asked to fetch it; false when
   * its provider is this desk's to ask.
   */
  wantFile(attachmentKey: number): boolean;
  channelSaved(channelId: string): Promise<void>;
  /** Takes a channel of the team from everybody, before this desk lets go of it; refused to whoever is no administrator of the team. */
  channelRemoved(channelId: string): Promise<void>;
};
