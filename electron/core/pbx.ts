import type { AsteriskChannelConfig, ChannelConfig } from '../../shared/contract/provision.ts';
import type { ChannelKind } from '../../shared/model/index.ts';

/** An own PBX is listened to by every desk that has a line to it, and not by one desk for all. */
export const eachDeskListens = (kind: ChannelKind | string): boolean => kind === 'asterisk';

/** Whether this desk can connect to the channel by itself. A colleague's PBX is known by its name alone. */
export const hasLine = (config: ChannelConfig): boolean => config.kind !== 'asterisk' || config.ami.host !== '';

/** A PBX as those know it who have no line to it: nothing of any desk's own is in it. */
export const withoutLine = (id: string, name: string): AsteriskChannelConfig => ({
  id,
  kind: 'asterisk',
  name,
  ami: { host: '', port: 5038, tls: 'implicit', user: '' },
});

/**
 * When a call was begun, as its name says, so that each desk that hears of it says the same; epoch ms. A Linkedid is the Uniqueid of
 * the first channel: seconds and a number, behind the name of the system if it has one (asterisk.conf, `systemname`). A call of ours
 * is named by us. `undefined` for another provider's name.
 */
export function begunAt(remoteId: string): number | undefined {
  const own = /^tl-([0-9a-f]{8})-([0-9a-f]{4})-7/.exec(remoteId);
  if (own) return Number.parseInt(`${own[1]}${own[2]}`, 16);
  const seconds = /(?:^|-)(\d{9,11})\.\d+$/.exec(remoteId)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
