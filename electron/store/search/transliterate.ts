/**
 * How names are written in the other alphabet, by every spelling that is in use: passports (ICAO Doc 9303, part 3,
 * section 6), GOST 7.79-2000 B, ISO 9 without its accents, and what people type. The first is the most usual.
 */
const spellings: Readonly<Record<string, readonly string[]>> = {
  а: ['a'],
  б: ['b'],
  в: ['v', 'w'],
  г: ['g', 'h'],
  д: ['d'],
  е: ['e', 'ye', 'je', 'yo', 'jo', 'io', 'o'],
  ж: ['zh', 'j', 'z'],
  з: ['z'],
  и: ['i', 'y'],
  й: ['y', 'i', 'j'],
  к: ['k', 'c'],
  л: ['l'],
  м: ['m'],
  н: ['n'],
  о: ['o'],
  п: ['p'],
  р: ['r'],
  с: ['s'],
  т: ['t'],
  у: ['u'],
  ф: ['f', 'ph'],
  х: ['kh', 'h', 'x'],
  ц: ['ts', 'c', 'tc'],
  ч: ['ch', 'c', 'tch'],
  ш: ['sh', 's'],
  щ: ['shch', 'sch', 'sh', 'shh'],
  ъ: ['', 'ie'],
  ы: ['y', 'i'],
  ь: [''],
  э: ['e'],
  ю: ['yu', 'iu', 'ju', 'u'],
  я: ['ya', 'ia', 'ja', 'a'],
  кс: ['x', 'ks'],
  ий: ['y', 'iy', 'ii', 'ij', 'i'],
  ый: ['y', 'yy', 'iy'],
  др: ['dr', 'der'],
  дж: ['j', 'dzh', 'g'],
  джон: ['john'],
  ия: ['ia', 'iya', 'iia', 'ija'],
};

type Step = { from: string; to: string; cost: number };

function stepsBy(pairs: ReadonlyArray<readonly [string, string, number]>): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  for (const [from, to, cost] of pairs) {
    const first = from.charAt(0);
    steps.set(first, [...(steps.get(first) ?? []), { from, to, cost }]);
  }
  return steps;
}

const pairs = Object.entries(spellings).flatMap(([cyrillic, latin]) =>
  latin.map((spelling, cost) => [cyrillic, spelling, cost] as const),
);
const toLatin = stepsBy(pairs);
// A longer spelling is the likelier one: `sh` is rarely с and х. The soft sign leaves no trace and is put back where names have it.
const toCyrillic = stepsBy([
  ...pairs
    .filter(([, latin]) => latin !== '')
    .map(([cyrillic, latin, cost]) => [latin, cyrillic, cost + 2 / latin.length] as const),
  ...['l', 'n', 'r', 't', 'd', 's'].map((letter) => [letter, `${spellingOf(letter)}ь`, 3.5] as const),
]);

function spellingOf(latin: string): string {
  return Object.keys(spellings).find((cyrillic) => cyrillic.length === 1 && spellings[cyrillic]?.[0] === latin) ?? '';
}

/** Spellings looked for at most, and kept while a word is gone through. */
const most = 48;
const longest = 32;

/**
 * Spellings of a normalised word in the other alphabet, the most usual first; none when it is neither Russian nor Latin or
 * not written in one of them throughout.
 */
export function otherAlphabet(word: string): string[] {
  const table = /^[а-я]+$/.test(word) ? toLatin : /^[a-z]+$/.test(word) ? toCyrillic : undefined;
  if (!table || word.length < 2 || word.length > longest) return [];
  // For each place the cheapest ways there; a place nobody reaches has none.
  const ways: Array<Map<string, number>> = Array.from({ length: word.length + 1 }, () => new Map());
  ways[0]?.set('', 0);
  for (let at = 0; at < word.length; at += 1) {
    const here = cheapest(ways[at] ?? new Map());
    for (const step of table.get(word.charAt(at)) ?? []) {
      if (!word.startsWith(step.from, at)) continue;
      const there = ways[at + step.from.length];
      for (const [text, cost] of here) {
        const next = text + step.to;
        const sum = cost + step.cost;
        if (sum < (there?.get(next) ?? Number.POSITIVE_INFINITY)) there?.set(next, sum);
      }
    }
  }
  return cheapest(ways[word.length] ?? new Map()).map(([text]) => text);
}

const cheapest = (ways: ReadonlyMap<string, number>): Array<[string, number]> =>
  [...ways].sort((a, b) => a[1] - b[1]).slice(0, most);
