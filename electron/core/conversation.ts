import type { ConversationStatus } from '../../shared/model/index.ts';

export type Arrival = {
  direction: 'in' | 'out';
  /** Sent by a machine: makes nobody wait. */
  automatic: boolean;
  /** From before this channel was connected: first import of history. */
  historic: boolean;
  /** A later answer of ours is already on the timeline. */
  answeredLater: boolean;
};

/**
 * Was this written before its channel was connected? Both in epoch ms. Providers tell whole seconds: what was written in the second
 * of connecting is new.
 */
export const isHistoric = (sentAt: number, connectedAt: number): boolean => sentAt < Math.floor(connectedAt / 1000) * 1000;

export type OpenState = { status: ConversationStatus; imported: boolean } | undefined;

/**
 * What an arriving message does to the one open conversation of a person.
 * - a customer's message opens one, or wakes one that was waiting or asleep;
 * - history that was answered since opens none, and an imported conversation whose answer turns up is closed quietly,
 *   so that a first import shows the work that is left rather than all that ever was.
 */
export function onArrival(arrival: Arrival, open: OpenState): 'open-new' | 'reopen' | 'close-imported' | 'leave' {
  if (arrival.direction === 'out') {
    return open?.imported && arrival.historic ? 'close-imported' : 'leave';
  }
  if (arrival.automatic) return 'leave';
  if (!open) return arrival.historic && arrival.answeredLater ? 'leave' : 'open-new';
  return open.status === 'pending' || open.status === 'snoozed' ? 'reopen' : 'leave';
}
