import type { ChannelKind, ContactPointKind, ItemKind } from '../../shared/model/index.ts';
import { IconBrandTelegram, IconLock, IconMail, IconMessage, IconPhone } from './icons.ts';

const icons = {
  email: IconMail,
  telegram: IconBrandTelegram,
  phone: IconPhone,
  asterisk: IconPhone,
  'cloud-pbx': IconPhone,
  call: IconPhone,
  note: IconLock,
  event: IconMessage,
};

/** The picture of a channel or of a kind of address. Always stands beside its word, so it has no name of its own. */
export function ChannelIcon({ kind, size = 16 }: { kind: ChannelKind | ContactPointKind | ItemKind; size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
