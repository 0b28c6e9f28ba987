import { beforeAll, describe, expect, it } from 'vitest';
import { type Finding, inspect, prepareTool, type Report } from './electronegativity.ts';
import { explained } from './explained.ts';

/** What the tool says of every program: which version of Electron it has been told. */
const information = new Set(['ELECTRON_VERSION_JSON_CHECK']);
const sorted = (findings: readonly Finding[]) =>
  findings
    .filter(({ check }) => !information.has(check))
    .map(({ check, file, sample }) => `${check} ${file}: ${sample}`)
    .sort();

describe('electronegativity', () => {
  let tool: string;
  let report: Report;

  beforeAll(async () => {
    tool = await prepareTool();
    report = await inspect(tool);
  }, 300_000);

  it('reads every file, with every check that needs no network', () => {
    expect(report.unread).toEqual([]);
    expect(report.checks).toBeGreaterThanOrEqual(41);
  });

  it('finds nothing that is not explained, and everything that is', () => {
    expect(sorted(report.findings)).toEqual(sorted(explained));
    for (const { why } of explained) expect(why.length).toBeGreaterThan(40);
    process.stdout.write(`electronegativity: ${report.checks} checks, ${explained.length} findings, each of them explained\n`);
  });

  it('would find a mistake', async () => {
    const careless = `import { BrowserWindow, shell } from 'electron';
      new BrowserWindow({ webPreferences: { nodeIntegration: true, webSecurity: false } }).loadURL('http://a.test/');
      shell.openExternal(process.argv[2]);`;
    const { findings } = await inspect(tool, { 'electron/main/careless.ts': careless });
    const found = findings.filter(({ file }) => file === 'electron/main/careless.ts').map(({ check }) => check);
    expect(found).toEqual(
      expect.arrayContaining([
        'CONTEXT_ISOLATION_JS_CHECK',
        'NODE_INTEGRATION_JS_CHECK',
        'OPEN_EXTERNAL_JS_CHECK',
        'SANDBOX_JS_CHECK',
        'WEB_SECURITY_JS_CHECK',
      ]),
    );
  });
});
