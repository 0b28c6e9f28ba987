import type { InvitationAnswer } from '../../shared/model/index.ts';

const words: Record<'en' | 'ru', Record<InvitationAnswer, string>> = {
  en: { accepted: 'Accepted', declined: 'Declined', tentative: 'Tentatively accepted' },
  ru: { accepted: 'Принято', declined: 'Отклонено', tentative: 'Под вопросом' },
};

/**
 * What the answer to an invitation says to those whose program shows no calendar; its subject and its text. In the language of
 * the invitation where its letters tell it, since the organizer reads it; in ours otherwise.
 */
export function invitationWords(answer: InvitationAnswer, summary: string, ours: 'en' | 'ru'): string {
  const language = /\p{Script=Cyrillic}/u.test(summary) ? 'ru' : ours;
  return `${words[language][answer]}: ${summary}`.replace(/\s+/g, ' ').trim();
}
