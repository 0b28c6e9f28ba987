// npm run -s parse-mail -- <file.eml>: one JSON object on standard output, what the email connector sees in that mail.
// Exit status 0 for every file that can be read, whatever is in it; 2 for wrong use.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsedMail } from '../electron/connectors/email/parsed-mail.ts';
import { createFileStore } from '../electron/engine/files.ts';
import { say } from './runtime/terminal.ts';

const [path, ...more] = process.argv.slice(2);
if (path === undefined || more.length > 0) {
  say('parse-mail: expected one file, npm run -s parse-mail -- <file.eml>');
  process.exit(2);
}
let source: Buffer;
try {
  source = await readFile(path);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  say(`parse-mail: expected a readable file at ${path} (${code})`);
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 'throughline-mail-'));
try {
  const files = createFileStore(folder);
  process.stdout.write(`${JSON.stringify(await parsedMail((await files.put(source)).hash, files))}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
