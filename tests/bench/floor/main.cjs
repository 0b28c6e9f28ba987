// The least an Electron program can be: one window that shows twenty lines. What startup and memory are measured against. With
// `--children=n` it serves its page by a protocol of its own and starts n processes that do nothing, as the program has to: the
// least that a program of such parts can take.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { app, BrowserWindow, protocol, utilityProcess } = require('electron');

const given = process.argv.find((argument) => argument.startsWith('--children='));
const children = Number(given?.split('=')[1] ?? 0);
const page = join(__dirname, 'index.html');

protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  if (children === 0) {
    window.loadFile(page);
    return;
  }
  protocol.handle('bare', () => new Response(readFileSync(page), { headers: { 'Content-Type': 'text/html' } }));
  window.loadURL('bare://window/');
  for (let child = 0; child < children; child += 1) utilityProcess.fork(join(__dirname, 'idle.cjs'));
});
