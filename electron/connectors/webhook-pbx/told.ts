import type { CallCause, CallOutcome, EpochMs } from '../../../shared/model/index.ts';

/** A request as it arrived. `path` is what follows the configured one, such as `/events/call`. */
export type Note = { receivedAt: EpochMs; path: string; contentType: string; body: string };

/** A recording by the link a provider tells, or by its name where the provider has to be asked for one. */
export type ToldRecording = { id: string; url?: string; name?: string; mime?: string; durationMs?: number };

/**
 * What one event of a provider says of a call, in words of our own.
 * - `ring`: somebody is called; with a `leg`, that one
 * - `queue`: they wait in a queue
 * - `release`: the leg is over, and the call with it when it was the last
 * - `leg-end`: the leg is over; the call is when `end` says so
 * - `recording`: there is one
 * - `lost`: no more is heard of it, and nobody can be asked
 */
export type Told = {
  call: string;
  what: 'ring' | 'queue' | 'answer' | 'hold' | 'unhold' | 'transfer' | 'release' | 'leg-end' | 'end' | 'recording' | 'lost';
  at: EpochMs;
  /** Order of events of one moment, where the provider counts them. */
  seq?: number;
  /** Name of the order that began it, where the provider gives it back. */
  order?: string;
  direction?: 'in' | 'out';
  number?: string;
  name?: string;
  line?: string;
  queue?: string;
  /** One of ours: the desk that rings, answers, dials. */
  extension?: string;
  /** Provider's name of the leg; the extension unless told. */
  leg?: string;
  /** The leg this one took the caller from; `consult`: so far only to talk to each other. */
  takenFrom?: string;
  consult?: boolean;
  /** Of `transfer`: to which extension, and whether they spoke before. */
  to?: string;
  attended?: boolean;
  startedAt?: EpochMs;
  answeredAt?: EpochMs;
  endedAt?: EpochMs;
  talkMs?: number;
  outcome?: CallOutcome;
  endedBy?: 'them' | 'us';
  cause?: CallCause;
  recording?: ToldRecording;
  /** Both sides are of the house. */
  internal?: boolean;
};

/** Thrown for a body that is not what the provider documents. */
export class Unreadable extends Error {}
