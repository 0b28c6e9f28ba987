import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { getCurrentFuseWire } from '@electron/fuses';
import { root } from '../runtime/paths.ts';
import { wrongFuses } from './fuses.ts';
import { type PackedFile, packageFaults, productionPackages } from './rules.ts';

/** Where the parts of a packed program are: the folder it fills, its executable, its resources. Absolute. */
export type Layout = { folder: string; executable: string; resources: string };

/** The parts of a packed program in the folder that electron-builder made for a system in Node's words. */
export function layoutOf(folder: string, platform: string): Layout {
  if (platform === 'darwin') {
    const contents = join(folder, 'Throughline.app', 'Contents');
    return { folder, executable: join(contents, 'MacOS', 'Throughline'), resources: join(contents, 'Resources') };
  }
  const name = platform === 'win32' ? 'Throughline.exe' : 'throughline';
  return { folder, executable: join(folder, name), resources: join(folder, 'resources') };
}

/** Every file of the application, in the archive and beside it. A file that lies outside of the archive is counted once. */
export function packedFiles({ resources }: Layout): PackedFile[] {
  const found: PackedFile[] = [];
  const walk = (entry: unknown, path: string): void => {
    if (typeof entry !== 'object' || entry === null) return;
    if ('files' in entry && typeof entry.files === 'object' && entry.files !== null) {
      for (const [name, inner] of Object.entries(entry.files)) walk(inner, path === '' ? name : `${path}/${name}`);
    } else if ('size' in entry) {
      found.push({ path, size: Number(entry.size) });
    }
  };
  walk(getRawHeader(join(resources, 'app.asar')).header, '');
  const known = new Set(found.map(({ path }) => path));
  return [...found, ...beside(resources).filter(({ path }) => !known.has(path))];
}

/** Everything wrong with a packed program: its files, its fuses, what lies beside the application. One sentence each. */
export async function inspectPackage(layout: Layout, platform: string, arch: string): Promise<string[]> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const files = packedFiles(layout);
  const wire = await getCurrentFuseWire(layout.executable);
  const strays = readdirSync(layout.resources).filter((name) => /^default_app|^app$|^app\.(?!asar(\.unpacked)?$)/.test(name));
  return [
    ...packageFaults({ files, platform, arch, productionPackages: productionPackages(lock) }),
    ...wrongFuses(wire).map((name) => `the fuse ${name} is not as it should be`),
    ...strays.map((name) => `${name} lies in the resources`),
  ];
}

/** Bytes of everything in a folder. */
export function folderSize(folder: string): number {
  return listFiles(folder).reduce((sum, path) => sum + statSync(path).size, 0);
}

function beside(resources: string): PackedFile[] {
  const folder = join(resources, 'app.asar.unpacked');
  return listFiles(folder).map((path) => ({
    path: path.slice(folder.length + 1).replaceAll(sep, '/'),
    size: statSync(path).size,
  }));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
