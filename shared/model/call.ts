import type { AgentId, EpochMs, ItemId } from './ids.ts';

/**
 * How a call stands. `queued`: the caller waits in a queue and no desk rings; `ringing`: a desk, or the far side of a call of
 * ours, rings; `held`: one side keeps the other waiting.
 */
export type CallState = 'ringing' | 'queued' | 'talking' | 'held' | 'ended';

/**
 * How a call ended, as seen from here.
 * - `missed`: they called, desks rang or could have, and nobody answered
 * - `abandoned`: they gave up while waiting in a queue
 * - `busy`, `no-answer`: we called, and that was the answer; or every desk they called was busy
 * - `failed`: the network or the PBX could not do it; `cause` says what it said
 * - `voicemail`: they left a message
 */
export type CallOutcome = 'answered' | 'missed' | 'abandoned' | 'busy' | 'no-answer' | 'failed' | 'voicemail';

/** Somebody on one of the sides: a desk of ours by its extension, or a number outside. */
export type CallParticipant = {
  extension?: string;
  /** Present when an agent of this workspace is known to sit at that extension. */
  agentId?: AgentId;
  number?: string;
  /** As the PBX or the directory of agents has it. */
  name?: string;
};

/**
 * What became of one ringing. `elsewhere`: somebody else answered first; `cancelled`: the caller gave up; `left`: they answered
 * and gave the call on.
 */
export type CallLegResult =
  | 'ringing'
  | 'talking'
  | 'answered'
  | 'elsewhere'
  | 'no-answer'
  | 'busy'
  | 'declined'
  | 'cancelled'
  | 'unreachable'
  | 'left';

/** Somebody who was rung for a call; parallel ringing makes one leg for each. */
export type CallLeg = CallParticipant & {
  /** The provider's name of it, unique within the call. */
  id: string;
  ringAt: EpochMs;
  answeredAt?: EpochMs;
  endedAt?: EpochMs;
  result: CallLegResult;
};

/** `attended`: they spoke to each other first. `to` is who the customer was given to. */
export type CallTransfer = { kind: 'blind' | 'attended'; from: CallParticipant; to: CallParticipant; at: EpochMs };

/** How the person was found by the number: `several` have it and none was guessed; `unknown`: a stranger to us. */
export type CallMatch = 'known' | 'several' | 'unknown' | 'hidden';

/** Why a call ended. `code` is a cause of ITU-T Q.850 where the provider tells one; `text` the provider's words. */
export type CallCause = { code?: number; text: string };

/**
 * A call as one thing, whatever number of legs, queues and transfers it had. Durations are in ms, and of a call that is not
 * over they are those that are complete by now: what still runs counts from `answeredAt`, `heldSince` and so on.
 */
export type Call = {
  direction: 'in' | 'out';
  state: CallState;
  /** Present when it is over and known how it went. */
  outcome?: CallOutcome;
  /** The other side's number as the provider told it; absent when it is hidden. */
  number?: string;
  /** The name the provider shows for that number; the caller's own claim. */
  callerName?: string;
  match: CallMatch;
  /** The number of ours that was called, or that was shown to them. */
  line?: string;
  queue?: string;
  startedAt: EpochMs;
  answeredAt?: EpochMs;
  heldSince?: EpochMs;
  endedAt?: EpochMs;
  /** In queues, until a desk answered or they gave up. */
  waitMs?: number;
  /** From the first ringing until an answer or the end. */
  ringMs?: number;
  talkMs?: number;
  holdMs?: number;
  answeredBy?: CallParticipant;
  /** Who of us dialled, when we called. */
  dialledBy?: CallParticipant;
  /** Who hung up. */
  endedBy?: 'them' | 'us';
  legs: CallLeg[];
  transfers: CallTransfer[];
  cause?: CallCause;
  /** The provider's name of the call: for Asterisk the Linkedid of all its legs. */
  remoteId: string;
  /** Nobody listened to the PBX in this time, and it keeps no record of it: what happened then is not known. */
  unobserved?: { from: EpochMs; to: EpochMs };
  /** A recording is being made, is to be fetched, or could not be had; when it is here, it is an attachment of kind `audio`. */
  recording?: 'running' | 'expected' | 'here' | 'failed';
  wrapUp?: CallWrapUp;
};

/** What the agent said of a call after it. */
export type CallWrapUp = { result?: string; noteItemId?: ItemId; at: EpochMs; agentName: string };

export const agentStates = ['ready', 'busy', 'break', 'wrap-up', 'offline'] as const;
/** `ready` takes calls from queues; `busy`, `break` and `wrap-up` are paused members; `offline` is none. */
export type AgentStateName = (typeof agentStates)[number];
/** `reason`: what kind of break, in the workspace's words. */
export type AgentState = { state: AgentStateName; reason?: string; since: EpochMs };
