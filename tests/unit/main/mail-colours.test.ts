import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  contrastOf,
  dark,
  darkRules,
  ink,
  readable,
  type Standing,
  standingInDark,
} from '../../../electron/main/serve/mail-colours.ts';
import { mailPage } from '../../../electron/main/serve/mail-page.ts';

const theme = (html: string): Extract<Standing, { on: 'theme' }> => {
  const standing = standingInDark(html);
  if (standing.on !== 'theme') throw new Error('stands on paper');
  return standing;
};

const outlook = `<html><head><style><!--
/* Font Definitions */ @font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}
p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
a:link, span.MsoHyperlink {color:#0563C1; text-decoration:underline;}
span.EmailStyle17 {color:windowtext;}
--></style><!--[if gte mso 9]><v:background fill="red" style="background:red"/><![endif]--></head>
<body lang="RU" link="#0563C1" bgcolor="white" style="word-wrap:break-word">
<p class="MsoNormal"><span style="color:black">Добрый день!</span></p>
<p class="MsoNormal" style="background:white"><b><span style="font-size:10.0pt;color:#1F497D">Иван Петров</span></b></p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">From: Shop</div></body></html>`;

describe('a mail in the dark', () => {
  it.each([
    ['of Outlook', outlook],
    ['of Gmail', '<div dir="ltr">Hello<div style="color:rgb(34,34,34);background-color:rgb(255,255,255)">there</div></div>'],
    [
      'of Apple Mail',
      '<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">Hello<br><blockquote type="cite">x</blockquote></body>',
    ],
    ['with words in colour', '<p><span style="color:#C00000">Срочно</span> <font color="red">!</font></p>'],
    ['on what is nearly white', '<table bgcolor="#FEFEFE"><tr><td style="background: #fff none no-repeat">x</td></tr></table>'],
    ['on nothing', '<p style="background:transparent;background-color:rgba(0,0,0,0)">x</p>'],
    ['with colours where they mean none', '<p title="background:red">background: red; color: white</p><!-- <p bgcolor=red> -->'],
  ])('%s stands in the colours of the theme', (_name, html) => {
    expect(standingInDark(html)).toMatchObject({ on: 'theme', paper: [] });
  });

  it.each([
    ['a ground of its own', '<table bgcolor="#f0f0f0"><tr><td>x</td></tr></table>'],
    ['a ground in a style', '<div style="padding:0; BACKGROUND-COLOR : #eef">x</div>'],
    ['a ground in its sheet', '<style>.head{background:#123}</style><p class="head">x</p>'],
    ['a picture for a ground', '<div style="background:#fff url(https://a/b.png)">x</div>'],
    ['a picture for a ground, as an attribute', '<body background="x.png">x</body>'],
    ['a ground by a name', '<p style="background:yellow">x</p>'],
    ['a button', '<span style="background:#ffd400;padding:4px 12px">x</span><a style="background:yellow">y</a>'],
    ['words for a dark ground on one', '<span style="background:yellow;color:white">x</span>'],
    ['a ground that no dark letters are read on', '<span style="background:navy">x</span>'],
    ['a drawing behind words', '<span style="background:yellow url(x.png)">x</span>'],
    [
      'more markers than anybody has',
      Array.from({ length: 40 }, (_, n) => `<b style="background:#ff00${10 + n}">x</b>`).join(''),
    ],
    ['a ground nobody can tell', '<p style="background:linear-gradient(red,blue)">x</p><p style="background:var(--x)">y</p>'],
    ['words for a dark ground', '<p style="color:#fff">x</p>'],
    ['words for a dark ground, as an attribute', '<font color="white">x</font>'],
    ['an own view of the dark', '<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style><p>x</p>'],
    ['a colour that yields to nothing', '<p style="color:#000 !important">x</p>'],
    ['a colour that yields to nothing, in its sheet', '<style>/* x */ p{color:/**/#000!important}</style><p>x</p>'],
    ['a drawing', '<svg><path d="M0 0h9v9z"/></svg>'],
    ['more than anybody writes', `<p>${'x'.repeat(600_000)}</p>`],
  ])('that brings %s stays on paper', (_name, html) => {
    expect(standingInDark(html)).toEqual({ on: 'paper' });
  });

  it('keeps on paper what of it is designed and folded', () => {
    const quote =
      '<details class="throughline-quote"><summary>···</summary><table bgcolor="#123456"><tr><td>x</td></tr></table></details>';
    expect(theme(`<p>Спасибо</p>${quote}`).paper).toEqual(['quote']);
    expect(standingInDark(`${quote}<p bgcolor="#123456">x</p>`)).toEqual({ on: 'paper' });
    const page = mailPage(`<p>Спасибо</p>${quote}`, true);
    expect(page).toContain('body *:not(details.throughline-quote *)');
    expect(page).toContain('details.throughline-quote[open] {');
  });

  it('makes every strong colour light enough to be read, and every grey the theme’s', () => {
    const colours = [
      '#C00000',
      'red',
      '#0070C0',
      '#00B050',
      '#7030A0',
      'navy',
      '#0000ff',
      'rgb(128, 0, 0)',
      '#ff0',
      '#808080',
      '#999',
    ];
    const { tones } = theme(
      colours
        .filter((each) => each !== '#ff0')
        .map((colour) => `<p style="color:${colour}">x</p>`)
        .join(''),
    );
    expect(tones).toHaveLength(colours.length - 1);
    for (const { value, tone } of tones) expect([value, contrastOf(tone, dark.ground) >= readable]).toEqual([value, true]);
    expect(tones.slice(-2).map(({ tone }) => tone)).toEqual([dark.quiet, dark.quiet]);
    expect(theme('<p style="color:#000">x</p><p style="color:windowtext">y</p><p style="color:#1F497D">z</p>').tones).toEqual([]);
  });

  it.each([
    ['Word', "<span style='background:yellow;mso-highlight:yellow'>x</span>", '#ffff00'],
    [
      'Word, with the language',
      '<span lang=RU style="font-size:11.0pt;\r\nbackground:lime;mso-highlight:lime">x</span>',
      '#00ff00',
    ],
    ['Gmail', '<b><span style="background-color:rgb(255,242,204)">x</span></b>', '#fff2cc'],
    ['Outlook on the web', '<span style="background-image:initial;background-color:rgba(255, 255, 0, 0.5)">x</span>', '#ffff80'],
    ['somebody with an older program', '<font color="red" style="background:silver">x</font>', '#c0c0c0'],
  ])('keeps the ground of words marked in %s, and has the rest in the colours of the theme', (_name, html, ground) => {
    const { paper, highlights } = theme(`<p>Call <i>before</i> ${html}</p>`);
    expect(paper).toEqual([]);
    expect(highlights.map((each) => each.ground)).toEqual([ground]);
    expect(contrastOf(ground, ink)).toBeGreaterThanOrEqual(readable);
  });

  it('knows the marked words by their style, whatever ends its lines', () => {
    expect(darkRules(theme('<b style="background:yellow;\r\nfont:a">x</b>'))).toContain('[style="background:yellow;\\a font:a"]');
  });

  it('has words, links and what is quoted readable on the ground of a card', () => {
    for (const colour of [dark.text, dark.quiet, dark.link])
      expect(contrastOf(colour, dark.ground)).toBeGreaterThanOrEqual(readable);
    const [light = '', tokens = ''] = readFileSync('renderer/theme/tokens.css', 'utf8').split('="dark"]');
    expect(light).toContain(`--text: ${ink};`);
    const token = (name: string) => new RegExp(`--${name}: (#\\w+);`).exec(tokens)?.[1];
    expect({
      ground: token('raised'),
      text: token('text'),
      quiet: token('quiet'),
      link: token('accent-text'),
      line: token('line-strong'),
    }).toEqual(dark);
  });

  it('lets nothing out of its rules, whatever a style says', () => {
    const value = 'color:red;x:"]{}</style><img src=x>\\\n';
    const rules = darkRules(theme(`<p style='${value}'>x</p>`));
    expect(rules).toContain('color:red;x:\\22 \\5d \\7b \\7d \\3c \\2f style\\3e ');
    expect(rules).not.toContain('</');
  });

  it('says on its root whose colours it has, and is as it was in the light', () => {
    expect(mailPage('<html data-colours="x"><p>x</p>', true)).toMatch(/^<!doctype html><html data-colours="theme">/);
    expect(mailPage('<p bgcolor="red">x</p>', true)).toBe(mailPage('<p bgcolor="red">x</p>'));
    expect(mailPage('<p>x</p>')).toMatch(/^<!doctype html><html data-colours="own">/);
    expect(mailPage('<p>x</p>')).not.toContain('!important');
  });

  it('is decided soon, whatever came', () => {
    const began = performance.now();
    for (const piece of [
      '/*',
      'color:',
      'background:url(',
      '<p style="',
      'rgb( ',
      '<details class="throughline-quote">',
      'color',
      '-',
    ])
      for (const html of [piece.repeat(500_000 / piece.length), `<style>${piece.repeat(490_000 / piece.length)}</style>`])
        standingInDark(html);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
