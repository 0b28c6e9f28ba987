import iconv from 'iconv-lite';

/** How often each letter stands among a thousand of Russian text; letters of its neighbours as rare ones. */
const frequency: Readonly<Record<string, number>> = {
  ...{ о: 110, е: 85, а: 80, и: 74, н: 67, т: 63, с: 55, р: 47, в: 45, л: 44, к: 35, м: 32, д: 30, п: 28, у: 26, я: 20 },
  ...{ ы: 19, ь: 17, г: 17, з: 16, б: 16, ч: 14, й: 12, х: 10, ж: 9, ш: 7, ю: 6, ц: 5, щ: 4, э: 3, ф: 3, ъ: 2, ё: 2 },
  ...{ і: 2, ї: 1, є: 1, ў: 1, ґ: 1 },
};

/** The older Mac and ISO encodings are read only where a label names them or they win clearly. */
const candidates = ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5', 'maccyrillic'];

/**
 * Could the bytes be Cyrillic in a one-byte encoding? There whole words lie beyond ASCII, in Western languages single
 * letters do.
 */
export function looksCyrillic(bytes: Uint8Array): boolean {
  let high = 0;
  let latin = 0;
  let longest = 0;
  let run = 0;
  for (const byte of bytes.subarray(0, 20_000)) {
    if (byte >= 0x80) {
      high += 1;
      run += 1;
      if (run > longest) longest = run;
    } else {
      run = 0;
      if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) latin += 1;
    }
  }
  return longest >= 3 && (high > latin / 8 || longest >= 5);
}

/**
 * The Cyrillic encoding in which the bytes read most like words. `labelled` is kept unless another one is clearly better.
 * `undefined` when none of them does.
 */
export function guessSingleByte(bytes: Uint8Array, labelled: string | undefined): string | undefined {
  const sample = Buffer.from(bytes.subarray(0, 20_000));
  const scored = candidates
    .map((encoding) => ({ encoding, score: likeness(iconv.decode(sample, encoding)) }))
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  if (best === undefined || best.score <= 0) return undefined;
  if (labelled === undefined) return best.encoding;
  // A label deserves the more trust the less text there is to judge by.
  const margin = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0) < 20 ? 14 : 8;
  return best.score > likeness(iconv.decode(sample, labelled)) + margin ? best.encoding : labelled;
}

/** Mean likeness of the characters beyond ASCII to running text, about −100 to 45. */
export function likeness(text: string): number {
  let sum = 0;
  let count = 0;
  let before = ' ';
  for (const char of text) {
    if (char > '\u007f') {
      count += 1;
      sum += worth(char, before);
    }
    before = char;
  }
  return count === 0 ? 0 : sum / count;
}

type Letter = { points: number; capital: boolean; small: boolean };

/** The same few letters are asked for again and again. */
const letters = new Map<string, Letter>();

function letterOf(char: string): Letter {
  const found = letters.get(char);
  if (found !== undefined) return found;
  const lower = char.toLowerCase();
  const often = frequency[lower];
  const points = often !== undefined ? 10 * Math.log(often) : /[«»—–…№“”„’\u00a0•©®°§€]/.test(char) ? 0 : -100;
  const letter = { points, capital: often !== undefined && char !== lower, small: char !== char.toUpperCase() };
  if (letters.size < 4_096) letters.set(char, letter);
  return letter;
}

function worth(char: string, before: string): number {
  const { points, capital } = letterOf(char);
  if (!capital) return points;
  // KOI8 and windows-1251 have the cases of each other: a capital after a small letter says that it is the other one.
  return letterOf(before).small ? -60 : points * 0.95;
}
