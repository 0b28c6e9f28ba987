import { readdirSync, readFileSync } from 'node:fs';
import { mapUpdate } from '../../../../electron/connectors/telegram/receive/mapper.ts';
import type { InboundEvent, InboundMessage } from '../../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../../shared/contract/provision.ts';

const folder = new URL('../../../fixtures/telegram/', import.meta.url);

/** When every recorded update came in, epoch ms. */
export const receivedAt = 1_441_646_000_000;

/** The JSON text of one recorded update. */
export function fixture(name: string): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8');
}

/** Names of all recorded updates of one folder. */
export function fixtures(under = ''): string[] {
  const names = readdirSync(new URL(`./${under}`, folder)).filter((name) => name.endsWith('.json'));
  return names.map((name) => `${under}${name.replace('.json', '')}`).sort();
}

export function mapBody(body: string, settings: Pick<TelegramChannelConfig, 'groups' | 'localServer'> = {}): InboundEvent[] {
  return mapUpdate({ body, receivedAt }, settings);
}

export const map = (name: string, settings?: Parameters<typeof mapBody>[1]): InboundEvent[] => mapBody(fixture(name), settings);

/** The message a recorded update becomes; throws when it becomes none. */
export function message(name: string, settings?: Parameters<typeof mapBody>[1]): InboundMessage {
  const [event] = map(name, settings);
  if (event?.type !== 'message') throw new Error(`${name} is no message`);
  return event;
}
