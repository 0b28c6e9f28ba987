// Packed into the fallback runtime as its default application: starts the folder named by the first argument that is not a switch.
// The official runtime brings one of its own that does the same. Awaiting at the top level holds `ready` back until the program's
// main module has been loaded, as there.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('Name the application folder.\n');
  app.exit(2);
} else {
  const home = resolve(folder);
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  app.setAppPath(home);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  await import(pathToFileURL(join(home, manifest.main ?? 'index.js')).href);
}
