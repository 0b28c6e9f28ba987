import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { readTeamCommand } from '../../core/team-command.ts';
import { readMigrations } from './migrations.ts';
import { runTeamCommand } from './run.ts';
import { TeamCommandError } from './session.ts';

/** `team …`: sets up and looks after the team of a database. Exit status 2 for wrong use, 1 for what could not be done. */
async function main(): Promise<number> {
  const outcome = readTeamCommand(process.argv.slice(2), process.env);
  if (!outcome.ok) return fail(outcome.message, 2);
  if ('help' in outcome) {
    await print(`${outcome.help}\n`);
    return 0;
  }
  try {
    return await runTeamCommand(outcome.command, readMigrations(migrationsFolder()), { env: process.env, readPassword, print });
  } catch (error) {
    if (error instanceof TeamCommandError) return fail(error.message, error.wrongUse ? 2 : 1);
    return fail(error instanceof Error ? error.message : String(error), 1);
  }
}

/** Beside the sources, and beside what is built of them. */
function migrationsFolder(): string {
  const folders = ['../../../drizzle/team', '../../drizzle/team'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return folders.find((folder) => existsSync(folder)) ?? folders[0] ?? '';
}

/** The first line; what ends it is no part of a password. */
async function readPassword(): Promise<string> {
  return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
}

const print = (words: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(words, (error) => (error ? reject(error) : resolve()));
  });

function fail(message: string, status: number): number {
  process.stderr.write(`${message.replaceAll(/\s+/g, ' ')}\n`);
  return status;
}

process.exit(await main());
