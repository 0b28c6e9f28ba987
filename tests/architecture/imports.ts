import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type SourceFile = {
  /** From the root, with `/`. */
  path: string;
  text: string;
  /** Files of ours it imports, from the root. Type-only imports are left out of `values`. */
  imports: string[];
  values: string[];
  packages: string[];
};

const folders = ['shared', 'electron', 'renderer'];
const pattern = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every source file of the program with what it imports. */
export function sources(): SourceFile[] {
  return folders.flatMap((folder) => walk(join(root, folder))).map(read);
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return walk(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function read(absolute: string): SourceFile {
  const text = readFileSync(absolute, 'utf8');
  const file: SourceFile = { path: relative(root, absolute).replaceAll('\\', '/'), text, imports: [], values: [], packages: [] };
  for (const [, , typeOnly, fixed, dynamic] of text.matchAll(pattern)) {
    const specifier = fixed ?? dynamic ?? '';
    if (!specifier.startsWith('.')) {
      file.packages.push(specifier);
      continue;
    }
    const target = relative(root, resolve(dirname(absolute), specifier)).replaceAll('\\', '/');
    file.imports.push(target);
    if (typeOnly === undefined) file.values.push(target);
  }
  return file;
}
