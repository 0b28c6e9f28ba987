import type { Replies } from './replies.ts';

/** What the customers say. Everything else about them is in `cast.ts` and `story/`. */
export const mariaMail = {
  subject: 'Заказ 10452 не пришёл',
  text: 'Здравствуйте!\n\nВчера обещали привезти заказ 10452 (чайник «Полюс»), целый день ждала дома, никто не приехал и не позвонил. Подскажите, пожалуйста, где он и когда его ждать? В субботу день рождения, очень нужен к празднику.\n\n--\nМария Кузнецова\nтел. 8 (916) 123-45-67',
};
export const mariaChat = [
  'Здравствуйте, это снова я. Писала вам на почту, теперь пишу сюда, так быстрее',
  'Заказ 10452, чайник. Он вообще едет? 🙈',
];

export const mariaReplies: Replies = {
  rules: [
    { to: /номер(а|у)?\s+заказа|как(ой|ого)\s+заказ|order number/i, say: 'Заказ 10452, номер был и в письме 🙂' },
    { to: /адрес|куда\s+(везти|привезти|доставить)|address/i, say: 'Лесная, 5, квартира 12. Домофон 12К, этаж третий.' },
    { to: /телефон|номер\s+для\s+связи|phone/i, say: 'Да, 8 916 123-45-67, звоните в любое время.' },
    { to: /верн(ём|ем|уть|ули)|возврат|refund/i, say: 'Нет, деньги возвращать не нужно, хочу сам чайник. Когда привезут?' },
    {
      to: /курьер|достав|привез|сегодня|завтра|courier|deliver|tomorrow|today/i,
      say: 'Спасибо, что так быстро! Буду дома после шести. Курьер позвонит заранее?',
    },
    { to: /позвон|набер|call/i, say: 'Отлично, тогда жду звонка. Спасибо вам!' },
    { to: /извин|прост(и|ите)|sorry/i, say: 'Ничего страшного, главное, чтобы успели до субботы.' },
  ],
  otherwise: ['Спасибо за ответ! А когда его ждать?', 'Поняла, спасибо большое!', 'Хорошего вам дня 🌷'],
};

export const johnMail = {
  subject: 'Refund for order 20981 still missing',
  text: 'Hello,\n\nI returned the Vega lamp (order 20981) on the 3rd. You confirmed that it reached you, yet the refund of £64 has not arrived. Could you look into it, please?\n\n--\nJohn Carter\nTel. +44 20 7946 0958',
};
export const johnChat = ['Hi, John Carter here, I also wrote you an email', 'It is about the refund for order 20981'];

export const johnReplies: Replies = {
  rules: [
    { to: /order number|which order|номер заказа/i, say: 'It is 20981, it was in my email too.' },
    { to: /card|account|bank|карт|счёт/i, say: 'The card I paid with, it ends in 4417.' },
    { to: /address|адрес/i, say: '14 Mill Lane, Leeds.' },
    { to: /refund|sent|days?|£|возврат|день|дня|дней/i, say: 'Great, that is quicker than I feared. Will I get a confirmation?' },
    { to: /confirm|email|yes|да|письмо/i, say: 'Perfect. Thank you for your help!' },
    { to: /sorry|apolog|извин/i, say: 'No worries, as long as it is sorted out.' },
  ],
  otherwise: ['Thanks for coming back to me. When will it be there?', 'Understood, thank you!', 'Have a nice day 🙂'],
};

/** Of everybody else. */
export const anyReplies: Record<'en' | 'ru', Replies> = {
  ru: {
    rules: [
      { to: /номер/i, say: 'Номера под рукой нет, но заказ оформлен на эту почту.' },
      { to: /адрес/i, say: 'Адрес прежний, как в профиле.' },
      { to: /фото/i, say: 'Пришлю фото вечером.' },
      { to: /извин|прост(и|ите)/i, say: 'Всё в порядке, спасибо, что ответили.' },
    ],
    otherwise: ['Спасибо за ответ! Тогда жду.', 'Хорошо, всё понятно.'],
  },
  en: {
    rules: [
      { to: /number/i, say: 'I do not have it at hand, but it was ordered from this account.' },
      { to: /address/i, say: 'The same address as before.' },
      { to: /photo|picture/i, say: 'I will send a photo tonight.' },
      { to: /sorry|apolog/i, say: 'No problem, thanks for answering.' },
    ],
    otherwise: ['Thanks for the answer, I will wait then.', 'All clear, thank you.'],
  },
};
