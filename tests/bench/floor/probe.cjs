// Required into the main process of the program, or of the bare window, by NODE_OPTIONS: waits in the page until what is asked for
// has been painted and writes when, as one JSON line. No debugger, which both sides would pay for and which would flatter the ratio.
const { appendFileSync } = require('node:fs');

const { BENCH_MARKS: file, BENCH_STEPS: steps } = process.env;

/** Runs in the page: for each step waits for an element, then for the frame that shows it; `click` is then pressed. */
const painted = `async (steps) => {
  const present = (selector) => new Promise((resolve) => {
    const look = () => document.querySelector(selector);
    const found = look();
    if (found) return resolve(found);
    const observer = new MutationObserver(() => {
      const now = look();
      if (!now) return;
      observer.disconnect();
      resolve(now);
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
  const marks = {};
  for (const { name, selector, click } of steps) {
    const element = await present(selector);
    await frame();
    marks[name] = performance.timeOrigin + performance.now();
    if (click) element.click();
  }
  return marks;
}`;

if (process.type === 'browser' && file && steps) {
  setImmediate(() => {
    const { app } = require('electron');
    app.once('web-contents-created', (_event, contents) => {
      contents.once('dom-ready', () => {
        contents.executeJavaScript(`(${painted})(${steps})`).then((marks) => appendFileSync(file, `${JSON.stringify(marks)}\n`));
      });
    });
  });
}
