import { describe, expect, test } from 'vitest';
import { readTeamCommand } from '../../../electron/core/team-command.ts';

const url = ['--url', 'postgres://dba:pw@127.0.0.1/throughline'];
const read = (...args: string[]) => readTeamCommand([...args, ...url]);
const adding = ['add-agent', '--login', 'anna', '--name', 'Anna Lebedeva', '--role', 'agent', '--password-stdin'];

describe('readTeamCommand', () => {
  test('reads what an administrator asks for', () => {
    expect(
      read(...adding, '--department', 'support', '--department=sales', '--department', 'support', '--sees', 'own', '--json'),
    ).toMatchObject({
      ok: true,
      command: {
        command: 'add-agent',
        login: 'anna',
        name: 'Anna Lebedeva',
        role: 'agent',
        departments: ['support', 'sales'],
        visibility: 'own',
        json: true,
        passwordFromStdin: true,
        address: { user: 'dba', database: 'throughline' },
      },
    });
  });

  test('the last of a flag wins, and the address may come from the environment', () => {
    expect(read('rotate', '--login', 'a', '--login', 'b', '--password-stdin')).toMatchObject({ command: { login: 'b' } });
    expect(readTeamCommand(['status'], { THROUGHLINE_TEAM_URL: 'postgres://x@127.0.0.1/y' })).toMatchObject({
      command: { address: { user: 'x' } },
    });
    expect(readTeamCommand(['status'])).toMatchObject({ ok: false, message: expect.stringMatching(/^--url: expected/) });
  });

  test('the audit is filtered and shaped', () => {
    expect(read('audit', '--format', 'csv', '--since', '2026-11-01T00:00:00Z', '--words', 'anna')).toMatchObject({
      command: { csv: true, since: Date.UTC(2026, 10, 1), words: 'anna' },
    });
  });

  test('help is said wherever it stands', () => {
    expect(read('add-agent', '--help')).toMatchObject({
      ok: true,
      help: expect.stringMatching(/^Usage: throughline team <command>/),
    });
  });

  test.each([
    [[], /^team: expected a command, one of init, migrate/],
    [['invite'], /^invite: expected a command/],
    [['status', 'now'], /^now: expected only flags after status/],
    [['status', '--loud'], /^--loud: expected one of --url/],
    [['status', '--login', 'x'], /^--login: status takes no such flag/],
    [['remove-agent'], /^--login: remove-agent needs it/],
    [['rotate', '--login', 'x'], /^--password-stdin: rotate needs it/],
    [['rotate', '--login'], /^--login: expected a value after it/],
    [['rotate', '--login', 'x', '--password-stdin=secret'], /^--password-stdin: expected no value/],
    [['rotate', '--login', 'an na', '--password-stdin'], /^--login: expected at most 63 letters/],
    [['rotate', '--login', 'x'.repeat(64), '--password-stdin'], /^--login: expected at most 63/],
    [['rotate', '--login', 'pg_read_all_data', '--password-stdin'], /^--login: expected/],
    [[...adding, '--role', 'boss'], /^--role: expected agent, lead or admin/],
    [[...adding, '--sees', 'much'], /^--sees: expected own, department or all/],
    [[...adding, '--department', 'a b'], /^--department: expected/],
    [['audit', '--since', 'yesterday'], /^--since: expected a day/],
  ])('%j', (args, message) => {
    expect(read(...args)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });
});
