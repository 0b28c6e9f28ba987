import { Parser } from 'htmlparser2';

/** The dark theme's own colours, as `tokens.css` has them: the ground of a card, its words, its quieter ones, links, lines. */
export const dark = { ground: '#232328', text: '#ececf0', quiet: '#a3a3ae', link: '#a5a5f5', line: '#44444d' } as const;

/** Parts of a mail that are folded, and may be designed where the rest is not: a quoted newsletter, the banner below a letter. */
export type Folded = 'quote' | 'signature';

/**
 * How a mail stands in the dark theme: on paper as it was designed, or in the theme's colours, but for those parts of it that stay
 * on paper. `tones` are the words which tell something by their colour: an attribute as it stands, and the colour it gets.
 * `highlights` are those somebody drew a marker over, by their style as it stands: they keep that ground.
 */
export type Standing =
  | { on: 'paper' }
  | {
      on: 'theme';
      paper: readonly Folded[];
      tones: ReadonlyArray<{ attribute: 'style' | 'color'; value: string; tone: string }>;
      highlights: ReadonlyArray<{ value: string; ground: string }>;
    };

/** Words on paper, as `tokens.css` has them for the light theme. */
export const ink = '#1b1b1f';

/** A larger mail is no letter that somebody wrote. */
const longest = 512 * 1024;
const mostTones = 100;
const longestStyle = 1000;
const mostHighlights = 30;

/**
 * Decides it by the colours that the mail brings. What a person wrote has dark words on no ground or on white, some of them marked; a
 * ground of any other colour, words too light for white, drawings and own thoughts about the dark are a design, which is left alone.
 */
export function standingInDark(html: string): Standing {
  if (html.length > longest) return { on: 'paper' };
  const paper = new Set<Folded | 'letter'>();
  const tones = new Map<string, { attribute: 'style' | 'color'; value: string; tone: string }>();
  const highlights = new Map<string, string>();
  /** What is open: the folded part it belongs to. */
  const folds: Array<Folded | undefined> = [];
  let sheet: string | undefined;
  const toned = (attribute: 'style' | 'color', value: string, colour: string | undefined) => {
    const tone = colour === undefined ? undefined : toneOf(colour);
    if (tone !== undefined && value.length <= longestStyle && tones.size < mostTones)
      tones.set(`${attribute} ${value}`, { attribute, value, tone });
  };
  const parser = new Parser({
    onopentag(name, { style, bgcolor, background, color, class: names = '' }) {
      const fold = /^throughline-(quote|signature)$/.exec(names)?.[1] as Folded | undefined;
      if (name === 'details') folds.push(fold);
      const part = folds.find((each) => each !== undefined) ?? 'letter';
      if (name === 'style') sheet = '';
      const drawn = name === 'svg' || (background ?? '').trim() !== '';
      const marked = style === undefined ? undefined : highlightOf(name, style);
      const kept = marked !== undefined && (highlights.has(style ?? '') || highlights.size < mostHighlights);
      if (kept) highlights.set(style ?? '', marked);
      const designed = style !== undefined && isDesigned(style, kept);
      if (drawn || (bgcolor !== undefined && !isPaper(bgcolor)) || designed) paper.add(part);
      if (name === 'font' && color !== undefined) {
        if (isTooLight(color)) paper.add(part);
        toned('color', color, color);
      }
      if (style !== undefined) toned('style', style, textColour(style));
    },
    ontext(text) {
      if (sheet !== undefined) sheet += text;
    },
    onclosetag(name) {
      if (name === 'details') folds.pop();
      if (name !== 'style') return;
      if (isDesigned(sheet ?? '')) paper.add('letter');
      sheet = undefined;
    },
  });
  parser.end(html);
  if (paper.has('letter')) return { on: 'paper' };
  return {
    on: 'theme',
    paper: (['quote', 'signature'] as const).filter((part) => paper.has(part)),
    tones: [...tones.values()],
    highlights: [...highlights].map(([value, ground]) => ({ value, ground })),
  };
}

/** What stands inside a line of words. */
const inline = /^(span|font|b|strong|i|em|u|s|strike|del|ins|mark|big|small|sub|sup|code)$/;

/** The ground of words somebody drew a marker over: one colour that dark letters are read on, and nothing that makes a button of them. */
function highlightOf(name: string, style: string): string | undefined {
  if (!inline.test(name) || style.length > longestStyle || /(^|[;\s])(display|padding|position)[\w-]*\s*:/i.test(style))
    return undefined;
  const grounds = groundsOf(uncommented(style)).filter((value) => !isPaper(value));
  const ground = grounds.every((value) => colourOf(value) !== undefined) ? colourOf(grounds.at(-1) ?? '') : undefined;
  return ground !== undefined && contrast(ground, colourOf(ink) ?? white) >= readable ? hexOf(ground) : undefined;
}

const groundsOf = (css: string): string[] =>
  [...css.matchAll(/(?:^|[;{\s])background(?:-color|-image)?\s*:([^;{}]*)/gi)].map(([, value = '']) => value);

/**
 * Would these declarations lose something, or not yield, where the theme's colours are put in their place? Of what is `marked` the ground
 * stays.
 */
function isDesigned(css: string, marked = false): boolean {
  const plain = uncommented(css);
  if (/prefers-color-scheme|color-scheme\s*:|(^|[;{\s-])(filter|mix-blend-mode)\s*:/i.test(plain)) return true;
  if (/(color|background|fill)[\w-]{0,20}\s{0,9}:[^;{}]{0,200}!\s{0,9}important/i.test(plain)) return true;
  if (!marked && !groundsOf(plain).every(isPaper)) return true;
  for (const [, value = ''] of plain.matchAll(/(?:^|[;{\s])color\s*:([^;{}]*)/gi)) if (isTooLight(value)) return true;
  return false;
}

/** Step by step, since a pattern for comments takes the square of many that never end. */
function uncommented(css: string): string {
  const [first = '', ...further] = css.replace(/<!--|-->|\\/g, ' ').split('/*');
  return [first, ...further.map((piece) => (piece.includes('*/') ? piece.slice(piece.indexOf('*/') + 2) : ''))].join(' ');
}

const nearlyWhite = 245;

/** Whether a ground is none, or as good as white. One that is not understood is not. */
function isPaper(value: string): boolean {
  return (value.match(/[a-z-]+\([^)]*\)?|[^\s,]+/gi) ?? []).every((word) => {
    if (/^(none|transparent|initial|inherit|unset|revert|auto|repeat(-[xy])?|no-repeat|scroll|0(%|px|pt)?)$/i.test(word))
      return true;
    const colour = colourOf(word);
    return colour !== undefined && Math.min(...colour) >= nearlyWhite;
  });
}

/** Words meant for a dark ground, wherever that comes from; there is nothing to be read on white. */
function isTooLight(value: string): boolean {
  const colour = colourOf(value);
  return colour !== undefined && contrast(colour, white) < 1.5;
}

function textColour(style: string): string | undefined {
  return /(?:^|[;\s])color\s*:\s*([^;]+)/i.exec(style)?.[1];
}

/** A strong colour stays one, as light as it takes to be read; a grey is the theme's; black, and what is nearly, needs nothing. */
function toneOf(value: string): string | undefined {
  const colour = colourOf(value);
  if (colour === undefined) return undefined;
  if (Math.max(...colour) - Math.min(...colour) < 96) return contrast(colour, white) < 7 ? dark.quiet : undefined;
  const ground = colourOf(dark.ground) ?? white;
  let tone = colour;
  for (let step = 1; contrast(tone, ground) < readable && step <= 20; step += 1) {
    tone = colour.map((part) => Math.round(part + ((255 - part) * step) / 20)) as unknown as Colour;
  }
  return hexOf(tone);
}

const hexOf = (colour: Colour): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** WCAG 2.2, 1.4.3. */
export const readable = 4.5;

type Colour = readonly [number, number, number];
const white: Colour = [255, 255, 255];

const named: Readonly<Record<string, string>> = {
  black: '#000000',
  windowtext: '#000000',
  white: '#ffffff',
  window: '#ffffff',
  snow: '#fffafa',
  ivory: '#fffff0',
  red: '#ff0000',
  darkred: '#8b0000',
  crimson: '#dc143c',
  maroon: '#800000',
  orange: '#ffa500',
  green: '#008000',
  darkgreen: '#006400',
  blue: '#0000ff',
  navy: '#000080',
  purple: '#800080',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  yellow: '#ffff00',
  // The rest of those that Word's marker has.
  lime: '#00ff00',
  aqua: '#00ffff',
  cyan: '#00ffff',
  fuchsia: '#ff00ff',
  magenta: '#ff00ff',
  teal: '#008080',
  olive: '#808000',
};

/** What a colour looks like on white. */
function colourOf(value: string): Colour | undefined {
  const word = value.trim().toLowerCase();
  if (word.length > 60) return undefined;
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(named[word] ?? word)?.[1];
  if (hex !== undefined) {
    const long = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as unknown as Colour;
  }
  const parts = /^rgba?\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+)(%?)\s*)?\)$/.exec(word);
  if (parts === null) return undefined;
  const alpha = parts[4] === undefined ? 1 : Math.min(1, Number(parts[4]) / (parts[5] === '%' ? 100 : 1));
  return [1, 2, 3].map((at) => Math.round(255 - (255 - Math.min(255, Number(parts[at]))) * alpha)) as unknown as Colour;
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [light, deep] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (deep + 0.05);
}

/** How well one colour is read on another, from 1 to 21; 1 for what is no colour. */
export function contrastOf(one: string, other: string): number {
  const [first, second] = [colourOf(one), colourOf(other)];
  return first === undefined || second === undefined ? 1 : contrast(first, second);
}

/**
 * The rules that put the theme's colours in the place of the mail's. They outrank whatever the mail says, so that nothing that was
 * overlooked in it can be dark on dark. Pictures keep paper behind them: many are black on nothing.
 */
export function darkRules({ paper, tones, highlights }: Extract<Standing, { on: 'theme' }>): string {
  const within = paper.map((part) => `details.throughline-${part} *`).join(', ');
  const but = within === '' ? '' : `:not(${within})`;
  const ruled = 'table[border]:not([border^="0"], [rules], [frame])';
  const marked = highlights.map(({ value }) => `[style="${escaped(value)}"]`);
  return `
:root { color-scheme: dark !important; }
html, body { color: ${dark.text} !important; background: ${dark.ground} !important; }
body *${but}, body *${but}::before, body *${but}::after { color: inherit !important; -webkit-text-fill-color: currentcolor !important;
  background: none !important; border-color: ${dark.line} !important; text-shadow: none !important; }
body blockquote${but} { color: ${dark.quiet} !important; }
${tones.map(({ attribute, value, tone }) => `body [${attribute}="${escaped(value)}"]${but} { color: ${tone} !important; }\n`).join('')}\
body a[href]${but} { color: ${dark.link} !important; }
body mark${but} { background: #ff0 !important; }
${highlights.map(({ ground }, n) => `body ${marked[n]}${but} { background: ${ground} !important; }\n`).join('')}\
body :is(${['mark', ...marked].join(', ')})${but}, body :is(${['mark', ...marked].join(', ')}) *${but},
body :is(${['mark', ...marked].join(', ')}) a[href]${but} { color: ${ink} !important; }
:where(hr, ${ruled}, ${ruled} > * > tr > :is(td, th))${but === '' ? '' : `:where(${but})`} { border-style: solid; }
body img${but} { background: #fff !important; border-radius: 2px; }
body img[width="1"]${but}, body img[height="1"]${but} { background: none !important; }
body details[class^="throughline-"] > summary { color: ${dark.quiet} !important; background: #34343b !important; }
body details[class^="throughline-"] > summary:focus-visible { outline-color: ${dark.link}; }
${paper
  .map(
    (part) =>
      `body details.throughline-${part}[open] { padding: 8px; border-radius: 6px; color-scheme: light; color: ${ink} !important; background: #fff !important; }\n`,
  )
  .join('')}`;
}

/**
 * Inside the quotes of a selector (CSS Syntax, 4.3.7), with nothing that could end the quotes or the sheet. A browser reads every line
 * end as one sign (HTML, 13.2.3.5).
 */
function escaped(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/[^\w :;,.#%()-]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `);
}
