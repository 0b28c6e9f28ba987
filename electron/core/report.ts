import type { DeliveryReport } from '../../shared/contract/connector.ts';
import type { Delivery } from '../../shared/model/index.ts';

/**
 * How a message of ours stands after a report on it; `undefined` leaves it as it is. A bounce names the address it failed at,
 * which need not be the one we wrote to (it may be forwarded there): when it names no other one, it is believed. A read
 * receipt counts only from the recipient. What was read has arrived; what failed stays failed until it is sent again.
 */
export function followsReport(
  present: Delivery,
  outcome: DeliveryReport['outcome'],
  recipient: { same: boolean; alone: boolean },
): Delivery | undefined {
  if (present === 'queued' || present === 'sending' || present === 'cancelled') return undefined;
  switch (outcome) {
    case 'delayed':
      return undefined;
    case 'failed':
      return present !== 'read' && (recipient.same || recipient.alone) ? 'failed' : undefined;
    case 'delivered':
      return (present === 'sent' || present === 'unknown') && (recipient.same || recipient.alone) ? 'delivered' : undefined;
    case 'read':
      return present !== 'read' && present !== 'failed' && recipient.same ? 'read' : undefined;
  }
}
