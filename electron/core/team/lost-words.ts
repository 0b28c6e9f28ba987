import type { Overwritten, TagColour } from '../../../shared/model/index.ts';
import { nameRank } from '../identity/names.ts';
import type { CannedBody, TagBody, TeamRecord, WishBody } from './records.ts';

/** What is known of two who typed different things at once, without who the other is. */
export type LostWords = Omit<Overwritten, 'by'>;

/**
 * What a person typed that does not stand, because another typed something else meanwhile: names of customers, tags, canned replies and changes of messages.
 * A name that a provider told is nobody's loss. `stands`: what `merge` made of both.
 */
export function lostWords(ours: TeamRecord, theirs: TeamRecord, stands: TeamRecord): LostWords | undefined {
  if (ours.kind === 'customer' && theirs.kind === 'customer' && stands.kind === 'customer') {
    if (ours.body.nameRank !== nameRank.agent || theirs.body.nameRank !== nameRank.agent) return undefined;
    return ofTwo('name', ours.body.name, theirs.body.name, stands.body.name);
  }
  if (ours.kind === 'canned' && theirs.kind === 'canned' && stands.kind === 'canned') return lostReply(ours, theirs, stands);
  if (ours.kind === 'tag' && theirs.kind === 'tag') return lostTag(ours.body, theirs.body);
  if (ours.kind === 'wish' && theirs.kind === 'wish' && stands.kind === 'wish')
    return lostEdit(ours.body, theirs.body, stands.body);
  return undefined;
}

function ofTwo(what: Overwritten['what'], ours: string, theirs: string, stands: string): LostWords | undefined {
  if (ours === theirs) return undefined;
  return stands === ours ? { what, whose: 'theirs', lost: theirs, stands } : { what, whose: 'mine', lost: ours, stands };
}

type Canned = { body: CannedBody };

/** The texts where these differ, else how it is found. */
function lostReply(ours: Canned, theirs: Canned, stands: Canned): LostWords | undefined {
  const kept = stands.body.title;
  const [a, b] = [textsOf(ours.body), textsOf(theirs.body)];
  const languages = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((one) => a[one] !== b[one]);
  const words = ({ body }: Canned, texts: Texts): string =>
    languages.length > 0
      ? languages.flatMap((one) => texts[one] ?? []).join('\n\n')
      : [body.title, body.shortcut].join('\n').trim();
  const lost = ofTwo('reply', words(ours, a), words(theirs, b), words(stands, textsOf(stands.body)));
  return lost === undefined || lost.lost === '' ? undefined : { ...lost, title: kept };
}

type Texts = Partial<Record<string, string>>;

const textsOf = ({ body }: CannedBody): Texts => {
  const { variants = {} } = JSON.parse(body) as { variants?: Record<string, { text: string }> };
  return Object.fromEntries(Object.entries(variants).map(([language, { text }]) => [language, text]));
};

/** One that was made at the provider already is kept as a version of the message. */
function lostEdit(ours: WishBody, theirs: WishBody, stands: WishBody): LostWords | undefined {
  const text = ({ wanted }: WishBody): string => (JSON.parse(wanted) as { text?: string }).text ?? '';
  const lost = stands === ours ? theirs : ours;
  if (ours.type !== 'edit' || ours.createdAt === theirs.createdAt || lost.state !== 'pending') return undefined;
  return ofTwo('edit', text(ours), text(theirs), text(stands));
}

/** Of a tag the server's always stands, be it that it is gone. */
function lostTag(ours: TagBody, theirs: TagBody): LostWords | undefined {
  const gone = theirs.removedAt !== null && ours.removedAt === null;
  if (ours.name === theirs.name && ours.colour === theirs.colour) return undefined;
  const colours: { lost: TagColour; stands: TagColour } = { lost: ours.colour, stands: theirs.colour };
  const named = { what: 'tag', whose: 'mine', title: theirs.name, lost: ours.name, stands: theirs.name } as const;
  return { ...named, ...(ours.colour === theirs.colour ? {} : { colours }), ...(gone ? { gone: true } : {}) };
}
