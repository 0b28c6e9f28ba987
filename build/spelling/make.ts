// npm run spelling: turns the word lists of the packages dictionary-en and dictionary-ru into what Chromium reads, with a tool of Qt's
// that is Chromium's own. The results are committed with their licences, so that spelling is checked where nothing can be fetched.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../runtime/index.ts';
import { packageFolder } from '../runtime/paths.ts';
import { must } from '../runtime/terminal.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const tool = '/usr/lib/qt5/bin/qwebengine_convert_dict';
/** Chromium asks for these names, with these numbers of a version. */
const lists = [
  { from: 'dictionary-en', name: 'en-US', file: 'en-US-10-1.bdic' },
  { from: 'dictionary-ru', name: 'ru-RU', file: 'ru-RU-3-0.bdic' },
];

if (!existsSync(tool)) {
  await installPackages('Word lists are turned with a tool of Qt', ['qtwebengine5-dev-tools', 'libqt5webengine-data']);
}
const work = mkdtempSync(join(tmpdir(), 'throughline-spelling-'));
try {
  for (const { from, name, file } of lists) {
    const source = packageFolder(from);
    for (const ending of ['aff', 'dic']) copyFileSync(join(source, `index.${ending}`), join(work, `${name}.${ending}`));
    await must(`Turning ${from}`, tool, [join(work, `${name}.dic`), join(folder, file)]);
    copyFileSync(join(source, 'license'), join(folder, `${name}.license.txt`));
  }
} finally {
  rmSync(work, { recursive: true });
}
