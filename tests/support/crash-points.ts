import { writeFileSync } from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import Database from 'better-sqlite3';

/**
 * Places at which a process can be made to end, counted as they are passed: before each statement that changes the
 * database (transactions' own included), before each change of a file, before bytes leave for the network and before
 * those that came are looked at. The n-th one raises SIGKILL against the process itself, so that the same seed dies at
 * the same kind of moment whatever the speed of the machine.
 */
export type CrashPoints = { arm(after: number): void };

type Anything = (this: unknown, ...args: unknown[]) => unknown;

/** Puts the points in. `report` is a file that gets the name of the fatal one. */
export function plantCrashPoints(report: string): CrashPoints {
  let left = Number.POSITIVE_INFINITY;
  const pass = (name: string): void => {
    left -= 1;
    if (left > 0) return;
    writeFileSync(report, `${name}\n`, { flag: 'a' });
    process.kill(process.pid, 'SIGKILL');
  };
  const before = (object: object, method: string, name: (args: unknown[]) => string): void => {
    const target = object as Record<string, Anything>;
    const original = target[method];
    if (!original) throw new Error(`nothing to intercept: ${method}`);
    target[method] = function (...args) {
      pass(name(args));
      return original.apply(this, args);
    };
  };
  const verb = (sql: unknown): string => /^\s*(\w+)/.exec(String(sql))?.[1]?.toUpperCase() ?? 'SQL';
  const databases = Database.prototype as object as Record<string, Anything>;
  before(databases, 'exec', ([sql]) => `sqlite ${verb(sql)}`);
  const prepare = databases.prepare;
  if (!prepare) throw new Error('nothing to intercept: prepare');
  databases.prepare = function (...args) {
    const statement = prepare.apply(this, args) as { run: Anything };
    const kind = `sqlite ${verb(args[0])}`;
    const run = statement.run;
    statement.run = (...params) => {
      pass(kind);
      return run.apply(statement, params);
    };
    return statement;
  };
  for (const name of ['open', 'rename', 'rm', 'mkdir']) before(fsPromises, name, () => `file ${name}`);
  syncBuiltinESMExports();
  before(Socket.prototype, 'write', () => 'network write');
  const push = Readable.prototype.push;
  Socket.prototype.push = function (...args) {
    pass('network read');
    return push.apply(this, args);
  };
  return {
    arm(after) {
      left = after;
    },
  };
}
