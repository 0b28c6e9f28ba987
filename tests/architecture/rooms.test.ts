import { describe, expect, test } from 'vitest';
import { type SourceFile, sources } from './imports.ts';

/** Each room, what of ours it may import besides itself, and which packages. The longest matching prefix is a file's room. */
const rooms: Record<string, { may: string[]; packages: RegExp }> = {
  'shared/model': { may: [], packages: /^$/ },
  'shared/lib': { may: ['shared/model'], packages: /^$/ },
  'shared/contract': { may: ['shared/model'], packages: /^zod$/ },
  'electron/core': { may: ['shared'], packages: /^(zod|ical\.js|libphonenumber-js(\/.*)?)$/ },
  'electron/store': {
    may: ['shared', 'electron/core'],
    packages: /^(node:(fs|path|crypto|module|url)|better-sqlite3|drizzle-orm(\/.*)?|az|snowball-stemmers)$/,
  },
  'electron/connectors/email': {
    may: ['shared', 'electron/core'],
    packages:
      /^(node:.*|imapflow|nodemailer(\/.*)?|html-to-text|htmlparser2|domhandler|iconv-lite|oauth4webapi|ical\.js|rtf-stream-parser(\/.*)?|@kenjiuno\/decompressrtf)$/,
  },
  'electron/connectors/asterisk': { may: ['shared', 'electron/core'], packages: /^node:.*$/ },
  'electron/connectors/webhook-pbx': { may: ['shared', 'electron/core'], packages: /^(node:.*|htmlparser2|zod)$/ },
  'electron/connectors/telegram': {
    may: ['shared', 'electron/core'],
    packages: /^(node:.*|grammy(\/.*)?|image-dimensions|zod)$/,
  },
  'electron/sync': { may: ['shared', 'electron/core', 'electron/store'], packages: /^$/ },
  'electron/team': {
    may: ['shared', 'electron/core', 'electron/store', 'electron/sync'],
    packages: /^(node:.*|pg|drizzle-orm(\/.*)?|zod|aws4fetch)$/,
  },
  'electron/api': { may: ['shared', 'electron/core', 'electron/store', 'electron/sync'], packages: /^zod$/ },
  'electron/engine': {
    may: [
      'shared',
      'electron/core',
      'electron/store',
      'electron/sync',
      'electron/team',
      'electron/api',
      'electron/connectors',
      'electron/host',
    ],
    packages: /^(node:.*|pino|better-sqlite3)$/,
  },
  'electron/host': { may: ['shared', 'electron/core'], packages: /^node:.*$/ },
  'electron/main/serve': { may: ['shared', 'electron/preload'], packages: /^(electron|node:.*|htmlparser2)$/ },
  'electron/main': { may: ['shared', 'electron/core', 'electron/host', 'electron/preload'], packages: /^(electron|node:.*)$/ },
  'electron/preload': { may: ['shared'], packages: /^electron$/ },
  'renderer/bridge': { may: ['shared'], packages: /^$/ },
  'renderer/i18n': { may: ['shared'], packages: /^(i18next|react-i18next)$/ },
  'renderer/theme': { may: ['shared'], packages: /^@mantine\/.*$/ },
  'renderer/softphone': { may: ['shared'], packages: /^jssip(\/.*)?$/ },
  'renderer/state': { may: ['shared', 'renderer/bridge'], packages: /^(zustand(\/.*)?|react)$/ },
  'renderer/components': {
    may: ['shared', 'renderer/i18n'],
    packages: /^(react(-dom)?(\/.*)?|@mantine\/.*|@tabler\/.*|react-i18next|@tanstack\/.*|dompurify)$/,
  },
  'renderer/editor': { may: ['shared'], packages: /^prosemirror-[a-z]+$/ },
  'renderer/screens': {
    may: [
      'shared',
      'renderer/bridge',
      'renderer/i18n',
      'renderer/theme',
      'renderer/state',
      'renderer/components',
      'renderer/editor',
    ],
    packages:
      /^(react(-dom)?(\/.*)?|@mantine\/.*|@tabler\/.*|react-i18next|i18next|@tanstack\/.*|zustand(\/.*)?|dompurify|lottie-web\/build\/player\/lottie_light.js|pdfjs-dist(\/.*)?)$/,
  },
  renderer: { may: ['shared', 'renderer'], packages: /^(react.*|@mantine\/.*|i18next|react-i18next)$/ },
};

const names = Object.keys(rooms).sort((a, b) => b.length - a.length);
const inside = (path: string, room: string) => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string) => names.find((name) => inside(path, name));

const files = sources().filter((file) => !file.path.endsWith('.d.ts'));

function forbidden(file: SourceFile): string[] {
  const room = roomOf(file.path);
  const rules = room === undefined ? undefined : rooms[room];
  if (room === undefined || !rules) return [`${file.path} is in no room`];
  const edges = file.imports.filter(
    (target) => /\.tsx?$/.test(target) && !inside(target, room) && !rules.may.some((other) => inside(target, other)),
  );
  const strangers = file.packages.filter((name) => !rules.packages.test(name) && !/\.css$/.test(name));
  return [...edges, ...strangers].map((target) => `${file.path} imports ${target}`);
}

describe('rooms', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(300);
  });

  test('no forbidden edge', () => {
    expect(files.flatMap(forbidden)).toEqual([]);
  });

  test('a forbidden edge would be seen', () => {
    const wrong: SourceFile = {
      path: 'electron/core/x.ts',
      text: '',
      imports: ['electron/store/db.ts'],
      values: [],
      packages: ['electron'],
    };
    expect(forbidden(wrong)).toHaveLength(2);
  });

  test('electron only in main and preload', () => {
    const wrong = files.filter(
      (file) => file.packages.some((name) => /^electron(\/|$)/.test(name)) && !/^electron\/(main|preload)\//.test(file.path),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test('nothing asynchronous in the store', () => {
    const wrong = files.filter(
      (file) => inside(file.path, 'electron/store') && /\b(async|await)\b|\bPromise</.test(withoutComments(file.text)),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test('no import cycle', () => {
    expect(cycles()).toEqual([]);
  });
});

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

function cycles(): string[] {
  const graph = new Map(files.map((file) => [file.path, file.values]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === 'done' || !graph.has(path)) return;
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const file of files) visit(file.path, []);
  return found;
}
