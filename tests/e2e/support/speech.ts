import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ensureBuilt } from '../../../build/program/build.ts';
import { windowBundle } from '../../../build/program/bundles.ts';
import { root } from '../../../build/runtime/paths.ts';
import { en } from '../../../renderer/i18n/en.ts';

/** Ends every text out of the catalogue, unseen, so that it can be told from what customers wrote. */
export const mark = '\u2060';

/** How a catalogue's texts are changed. */
export type Speech = (text: string) => string;

/** What a customer said stands in it: not the program's words alone. */
const quotes = (text: string) => text.includes('{{text}}');

/** As it is, only told apart. */
export const plain: Speech = (text) => (quotes(text) ? text : text + mark);

/** A text whose every word is two fifths longer, as a longer language would have it: longer words, not only more of them. */
export const long: Speech = (text) => {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const stretched = parts.map((part) =>
    part.startsWith('{{')
      ? part
      : part.replace(/\p{L}+/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)).toLowerCase()),
  );
  return plain(stretched.join(''));
};

function spoken(texts: object, speech: Speech): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? speech(text) : spoken(text, speech)]),
  );
}

/** Builds the program into a folder, with another English in it. The program itself knows nothing of such a language. */
export async function buildSpeaking(speech: Speech, folder: string): Promise<void> {
  await ensureBuilt();
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  cpSync(join(root, 'out'), join(folder, 'out'), { recursive: true });
  rmSync(join(folder, 'out', 'renderer'), { recursive: true });
  for (const shared of ['node_modules', 'drizzle']) symlinkSync(join(root, shared), join(folder, shared));
  const bundle = windowBundle();
  await build({
    ...bundle,
    plugins: [
      {
        name: 'another-english',
        enforce: 'pre',
        load: (id) => (id.endsWith('/renderer/i18n/en.ts') ? `export const en = ${JSON.stringify(spoken(en, speech))};` : null),
      },
      ...(bundle.plugins ?? []),
    ],
    build: { ...bundle.build, outDir: join(folder, 'out', 'renderer') },
  });
}
