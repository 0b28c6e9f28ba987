import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnv } from './paths.ts';
import { must } from './terminal.ts';

/**
 * Installs one npm package by exact name and version into an empty folder, running none of its scripts.
 * npm checks its integrity and knows the registry that this machine uses.
 * @returns the folder of the package
 */
export async function fetchPackage(folder: string, name: string, version: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
  await must(`Fetching the npm package ${name}@${version}`, 'npm', [...args, `${name}@${version}`], {
    cwd: folder,
    env: cleanEnv(),
  });
  return join(folder, 'node_modules', ...name.split('/'));
}
