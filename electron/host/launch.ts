import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { parseFlags } from '../core/flags.ts';
import type { ProvisionOutcome } from '../core/provision-text.ts';

/** What the command line asks for, read and valid. Paths are absolute. */
export type Launch = { profile?: string; language?: 'en' | 'ru'; provision?: ProvisionFile };

export type LaunchOutcome = { ok: true; launch: Launch } | { ok: false; message: string };

/** Reads flags, environment and the provisioning file; changes nothing. The message of a refusal is one sentence. */
export async function readLaunch(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<LaunchOutcome> {
  const parsed = parseFlags(args, env);
  if (!parsed.ok) return parsed;
  const { profile, provision, language } = parsed.flags;
  const launch: Launch = {
    ...(profile === undefined ? {} : { profile: resolve(cwd, profile) }),
    ...(language === undefined ? {} : { language }),
  };
  if (provision === undefined) return { ok: true, launch };
  const file = await readProvisionFile(resolve(cwd, provision));
  return file.ok ? { ok: true, launch: { ...launch, provision: file.value } } : file;
}

async function readProvisionFile(path: string): Promise<ProvisionOutcome> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { ok: false, message: `--provision: expected a readable JSON file at ${path} (${code})` };
  }
  // Loaded only here: an ordinary start does not wait for a schema library.
  const { readProvision } = await import('../core/provision-text.ts');
  const outcome = readProvision(text);
  return outcome.ok ? outcome : { ok: false, message: `--provision ${path}: ${outcome.message}` };
}
