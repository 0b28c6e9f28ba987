import { readFileSync } from 'node:fs';
import { AmiFramer, type AmiMessage } from '../../../../electron/connectors/asterisk/ami/protocol.ts';
import type { CallFacts } from '../../../../electron/connectors/asterisk/calls/facts.ts';
import { interpret } from '../../../../electron/connectors/asterisk/calls/interpret.ts';
import type { House } from '../../../../electron/connectors/asterisk/calls/sides.ts';
import { CallTracker } from '../../../../electron/connectors/asterisk/calls/tracker.ts';
import type { InboundCall } from '../../../../shared/contract/connector.ts';

export const house: House = { extension: '101' };

/** Messages of a session with a real Asterisk 22.10.1, as they came over the wire. */
export const recorded = (name: string): AmiMessage[] =>
  new AmiFramer().push(readFileSync(new URL(`../../../fixtures/asterisk/${name}.txt`, import.meta.url)));

export const timeOf = (message: AmiMessage): number => Math.round(Number(message.get('Timestamp')) * 1000);

/** An event written by hand, for what no test PBX does by itself. */
export function event(name: string, fields: Record<string, string>): AmiMessage {
  const lines = Object.entries({ Event: name, ...fields }).map(([key, value]) => `${key}: ${value}`);
  const [message] = new AmiFramer().push(Buffer.from(`Asterisk Call Manager/11.0.0\r\n${lines.join('\r\n')}\r\n\r\n`));
  if (!message) throw new Error('no message');
  return message;
}

/** Everything that was told of the calls, in order. */
export function replay(
  messages: readonly AmiMessage[],
  { tracker = new CallTracker(), of = house }: { tracker?: CallTracker; of?: House } = {},
): InboundCall[] {
  const told: InboundCall[] = [];
  for (const message of messages.filter((one) => one.event !== undefined)) {
    for (const facts of tracker.take(message, timeOf(message))) {
      const call = interpret(structuredClone<CallFacts>(facts), of);
      if (call) told.push(call);
    }
  }
  return told;
}

export function last<T>(all: readonly T[]): T {
  const one = all.at(-1);
  if (one === undefined) throw new Error('nothing was told');
  return one;
}
