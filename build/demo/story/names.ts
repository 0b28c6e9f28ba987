type ByGender = { male: readonly string[]; female: readonly string[] };

export const first: Record<'en' | 'ru', ByGender> = {
  ru: {
    male: ['Иван', 'Пётр', 'Алексей', 'Дмитрий', 'Сергей', 'Андрей', 'Николай', 'Фёдор', 'Тимур', 'Михаил', 'Егор', 'Роман'],
    female: [
      'Анастасия',
      'Елена',
      'Ольга',
      'Наталья',
      'Ирина',
      'Юлия',
      'Татьяна',
      'Дарья',
      'Алёна',
      'Гульнара',
      'Вера',
      'Ксения',
    ],
  },
  en: {
    male: ['James', 'Oliver', 'Daniel', 'Liam', 'Noah', 'Arjun', 'Thomas', 'Ethan', 'Patrick', 'Samuel'],
    female: ['Emily', 'Sophie', 'Grace', 'Hannah', 'Chloe', 'Priya', 'Charlotte', 'Amelia', 'Zoe', 'Fiona'],
  },
};

/** Russian ones in the masculine; see {@link feminine}. */
export const last: Record<'en' | 'ru', readonly string[]> = {
  ru: [
    'Соколов',
    'Морозов',
    'Волков',
    'Лебедев',
    'Новиков',
    'Фёдоров',
    'Михайлов',
    'Белов',
    'Зайцев',
    'Орлов',
    'Киселёв',
    'Ильин',
    'Гусев',
    'Титов',
    'Крылов',
    'Щукин',
    'Вишневский',
    'Островский',
    'Чехов',
    'Ахметов',
    'Жуков',
    'Ершов',
    'Шевченко',
    'Ткаченко',
  ],
  en: [
    'Bennett',
    'Hughes',
    'Foster',
    'Murphy',
    'Patel',
    'Walker',
    'Clarke',
    'Simmons',
    'Turner',
    'Reid',
    'Sullivan',
    'Hayes',
    'Brooks',
    'Whitfield',
    'O’Connor',
    'Marsh',
  ],
};

/** How many full names there are. */
export const combinations = (['en', 'ru'] as const)
  .map((language) => (first[language].male.length + first[language].female.length) * last[language].length)
  .reduce((a, b) => a + b);

export function feminine(surname: string): string {
  if (surname.endsWith('ский')) return `${surname.slice(0, -2)}ая`;
  return /(ов|ев|ёв|ин)$/.test(surname) ? `${surname}а` : surname;
}

// biome-ignore format: a table
const letters: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '',
  э: 'e', ю: 'yu', я: 'ya',
};

/** In Latin letters and digits, as an address is made of a name; what is neither is left out. */
export function latin(text: string): string {
  return [...text]
    .map((letter) => letters[letter.toLowerCase()] ?? letter)
    .join('')
    .replace(/[^A-Za-z0-9]/g, '');
}
