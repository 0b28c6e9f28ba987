/** What people write around phone numbers, in Russian and English, as data for `statedPhones`. */

const start = '(?<![\\p{L}\\d])';
const end = '(?![\\p{L}\\d])';
/** What may stand between a label and its number. */
const gap = '[\\s:.,=()"«»–—-]*';

const messenger = '(?:whats\\s?app|ватс?ап+|вотс?ап+|вацап+|telegram|телеграмм?|тг|viber|вайбер)';
const kindOfPhone = '(?:контактн|мобильн|сотов|домашн|личн)(?:ый|ого|ому|ой)';
const phone = `(?:(?:${kindOfPhone}\\s+)?(?:номер(?:у|а)?\\s+)?(?:телефон(?:у|а)?|тел|моб(?:ильный)?|сот(?:овый)?)(?:\\s+(?:${kindOfPhone}|моб|сот))?)`;
const aside = `(?:[\\s(/,+и&-]*(?:для\\s+связи|моб|сот|mobile|cell|${messenger})\\)?)*`;
const call = '(?:(?:по|пере)?звоните|наберите|свяжитесь|(?:на)?пишите)';
const callInfinitive = '(?:(?:по|пере)?звонить|набрать|связаться|(?:на)?писать)';
const reached = `(?:\\s*,?\\s*пожалуйста,?)?(?:\\s+(?:по|на|в))?(?:\\s+(?:этому|этот|моему|мой))?(?:\\s+(?:номеру|номер|${phone}|${messenger}))?`;

const english = '(?:phone|mobile|cell(?:ular)?|telephone|contact|whatsapp)';
const at = '(?:\\s+please)?(?:\\s+any\\s?time)?(?:\\s+(?:by|via)\\s+(?:phone|whatsapp|text))?(?:\\s+(?:at|on|by|via))?';
const myNumber = `my\\s+(?:(?:new|current|${english})\\s+)*(?:number|phone|mobile|cell(?:phone)?|telephone|whatsapp)(?:\\s+(?:number|no))?`;

const labelled = (words: string): RegExp => new RegExp(`${start}(?:${words})${aside}${gap}$`, 'iu');
const anyOf = (...words: string[]): RegExp => new RegExp(`${start}(?:${words.join('|')})`, 'iu');

/** Ends of a text that say the number after them is the writer's, whoever else is mentioned. */
export const ownLabel = labelled(
  [
    `мо(?:й|и|его)\\s+(?:(?:новый|${kindOfPhone})\\s+)*(?:номер(?:\\s+телефона)?|${phone}|${messenger})(?:\\s+(?:такой|теперь))?`,
    `(?:${call}|${callInfinitive})\\s+(?:мне|со\\s+мной)${reached}`,
    `(?:мне|со\\s+мной)\\s+(?:можно\\s+|лучше\\s+)?${callInfinitive}${reached}`,
    `${myNumber}(?:\\s+is|['’]s)?(?:\\s+now)?`,
    `(?:call|text|ring|phone|reach|contact|message)\\s+me(?:\\s+back)?${at}(?:\\s+${myNumber})?`,
  ].join('|'),
);

/** Ends of a text that introduce a phone number, the writer's unless somebody else is spoken of. */
export const phoneLabel = labelled(
  [
    phone,
    `(?:${phone}|номер)\\s+для\\s+связи`,
    'т(?=[.:])',
    messenger,
    `${call}${reached}`,
    `(?:прошу|просьба|можно|можете)\\s+${callInfinitive}${reached}`,
    '(?:phone|telephone|tel|mobile|mob|cell(?:phone)?|ph)(?:\\s+(?:number|no))?(?:\\s+is)?',
    '[tmp](?=:)',
    `(?:call|ring)\\s+back${at}`,
  ].join('|'),
);

/** Beginnings of a text that say the number before them is the writer's. */
export const ownAfter = new RegExp(
  `^[\\s,(–—-]*(?:(?:это\\s+)?мой\\s+(?:номер|телефон|моб|сот)|is\\s+my\\s+(?:${english}\\s+)?(?:number|phone|mobile|cell))`,
  'iu',
);
/** Beginnings that only name the kind of the number before them. */
export const kindAfter = new RegExp(
  `^[\\s(/,–—-]*(?:(?:моб(?:ильный)?|сот(?:овый)?|mobile|mob|cell|${messenger})[\\s.,/)]*)+$`,
  'iu',
);

/** Something that has numbers but is not called by them. */
export const otherNumber = new RegExp(
  `(?:${start}(?:инн|кпп|огрн(?:ип)?|снилс|паспорт[а-я]*|р/?с|к/?с|бик|сч[её]т[а-я]*|карт[а-я]*|заказ[а-я]*|трек[а-я]*|отправлени[а-я]*|посылк[а-я]*|накладн[а-я]*|договор[а-я]*|артикул[а-я]*|код[а-я]*|факс|id|orders?|invoice|track(?:ing)?|parcel|shipment|ticket|case|ref(?:erence)?|account|acct|card|iban|vat|tax|sku|code|passport|fax|f(?=:))|[№#])` +
    `[\\s-]*(?:номер|number|no|n|код|code)?[\\s:.,№#=()–—-]*$`,
  'iu',
);
export const fax = anyOf(`факс${end}`, `т/ф${end}`, `fax${end}`);
export const extensionAfter = /^[\s,;(]*(?:доб|внутр|вн\.|ext|x\s?\d|#)/iu;

/** Ends of a text that introduce a line many people answer. */
export const sharedLine = new RegExp(
  `${start}(?:офис[а-я]*|при[её]мн[а-я]*|поддержк[а-я]*|горяч[а-я]*\\s+лини[а-я]*|секретар[а-я]*|помощни[а-я]*|ассистент[а-я]*|магазин[а-я]*|склад[а-я]*|(?:head\\s+)?office|support|reception|assistant|secretary|hotline|switchboard|main|sales|shop|store)[^\\p{L}\\d]*(?:${phone}|phone)?[^\\p{L}\\d]*$`,
  'iu',
);

/** Withdrawn, or not the writer's at all. */
export const disowned = anyOf(
  'не\\s+(?:по|пере)?звони',
  'не\\s+(?:мой|моя|пишите|набирайте|используйте)',
  'больше\\s+не',
  'стар(?:ый|ого|ому)',
  'прежн',
  'бывш',
  'ошибочн',
  'вместо',
  'сказал',
  '(?:с|за|по|из)мен(?:и|я)',
  'удалит',
  "(?:do\\s+not|don['’]?t|never|not)\\s+(?:call|text|ring|phone|my|use|contact|reach)",
  `no\\s+longer${end}`,
  `(?:old|former|previous|wrong|instead|said|changed?|replace|remove|delete)${end}`,
);

/** The writer's family and the like: whoever they are, the number is not the writer's own. */
export const relative = anyOf(
  `муж(?:а|у|ем|ья|н)?${end}`,
  `жен(?:а|ы|е|у|ой|ин|иного)${end}`,
  'супруг',
  'мам(?:а|ы|е|у|ой|ин)',
  'пап(?:а|ы|е|у|ой|ин)',
  `отц?(?:ец|а|у|ом|е)${end}`,
  `мат(?:ь|ери|ерью)${end}`,
  `брат(?:а|у|ом|е)?${end}`,
  'с[её]стр',
  `сын(?:а|у|ом|е)?${end}`,
  'доч(?:ь|ер|к)',
  `друг(?:а|у|ом|е)?${end}`,
  'подру[гж]',
  'сосед',
  'коллег',
  'курьер',
  'водител',
  'получател',
  'отправител',
  `(?:husband|wife|spouse|mother|mom|mum|father|dad|brother|sister|son|daughter|parents?|friend|neighbou?r|colleague|coworker|roommate|flatmate|courier|driver|recipient|sender)(?:['’]?s)?${end}`,
);

/** Anybody else a sentence may be about; in a signature these are the writer's own titles and employer. */
export const somebodyElse = anyOf(
  `(?:его|е[её]|их|ему|ей|он|она|они|вам|вас|вами|ваш[а-я]*|вы|у\\s+вас)${end}`,
  'менеджер',
  'оператор',
  'консультант',
  'продав',
  'мастер',
  'начальник',
  'директор',
  'бухгалтер',
  'секретар',
  'помощни',
  'клиент',
  'магазин',
  'поддержк',
  'служб',
  'компани',
  'фирм',
  'офис',
  'банк',
  `(?:ооо|оао|зао|пао|ао|ип)${end}`,
  'на\\s+имя',
  'гост(?:я|ь|ю)',
  'горяч(?:ая|ей|ую)',
  'контактное\\s+лицо',
  'на\\s+сайте',
  'указан',
  'звонил',
  'звонят',
  'звонок\\s+с',
  'набирал',
  'пытал',
  'пробовал',
  'дозвон',
  'велел',
  'посоветовал',
  'просил',
  'с\\s+(?:номера|телефона)',
  `(?:his|her|hers|him|their|them|he|she|they|your|yours|you|boss|assistant|secretary|manager|operator|agent|partner|support|store|shop|office|company|bank|hotline|website|listed|called|calling|calls|rang|tried|told|asked|received|got|from)${end}`,
);

/** Beginnings of what follows a number that show it to be a thing complained of, or someone's. */
export const otherAfter =
  /^[\s,–—-]*(?:не\s|недоступ|занят|молчит|отвеча|звон(?:ил[аи]?|ит|ят)(?!\p{L})|(?:is|was|does|did|has|are|keeps?)\b(?!\s+(?:my|best|preferred))|(?:isn|doesn|didn)['’]?t\b|not\b|never\b|называ|called?\b)/iu;

/** Closing words with which a signature begins. */
export const closing =
  /^\s*(?:с\s+(?:(?:наилучшими|добрыми|наилучшим)\s+пожелания(?:ми|м)|(?:большим\s+|глубоким\s+)?уважением|благодарностью|приветом)|(?:заранее\s+)?(?:большое\s+)?(?:спасибо|благодарю)(?:\s+(?:заранее|большое|вам))?|всего\s+(?:доброго|хорошего|наилучшего)|хорошего\s+(?:дня|вечера)|(?:(?:best|kind|kindest|warm|warmest)\s+)?(?:regards|wishes)|best|thanks?(?:\s+(?:you|again|so\s+much|a\s+lot|in\s+advance|and\s+regards))*|many\s+thanks|cheers|sincerely(?:\s+yours)?|yours(?:\s+(?:truly|sincerely|faithfully))?|all\s+the\s+best|take\s+care)(?![\p{L}\d])[\s,.!–—-]*/iu;

/** First lines of what somebody else wrote: quoted or forwarded mail. */
export const quotedFrom =
  /^\s*(?:-{2,}\s*(?:original|forwarded|исходное|пересыла|переслан)|_{10,}|begin forwarded message|(?:from|от|from whom|sent|отправлено):\s.*[@<]|(?:on|в|во)\s.{6,200}(?:wrote|пишет|писал[аи]?|написал[аи]?):?\s*$|.{6,200}(?:wrote|пишет|писал[аи]?|написал[аи]?):\s*$)/iu;
export const postscript = /^\s*(?:p\.?\s?s\.?|з\.?\s?ы\.?|п\.?\s?с\.?)(?![\p{L}])/iu;
