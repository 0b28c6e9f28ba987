import type { InvitationAnswer } from '../../shared/model/index.ts';

const words: Record<'en' | 'ru', Record<InvitationAnswer, string>> = {
  en: { accepted: 'Accepted', declined: 'Declined', tentative: 'Tentatively accepted' },
  ru: { accepted: 'Принято', declined: 'Отклонено', tentative: 'Под вопросом' },
};

/** What the answer to an invitation says to those whose program shows no calendar; its subject and its text. */
export const invitationWords = (answer: InvitationAnswer, summary: string, language: 'en' | 'ru'): string =>
  `${words[language][answer]}: ${summary}`.replace(/\s+/g, ' ').trim();
