import { origin } from '../../../electron/main/serve/route.ts';
import { expect, test } from './support/bench.ts';
import { departures } from './support/net-log.ts';
import { processTree } from './support/processes.ts';

test('the page lives in a sandbox of the kernel, and nothing switches it off', async ({ open }) => {
  const { app } = await open();
  const look = () => processTree(app.child.pid ?? 0);
  const pagesOf = (tree: ReturnType<typeof look>) => tree.filter(({ type }) => type === 'renderer');
  // One that Chromium keeps in hand for the next page may just have been born.
  await expect.poll(() => pagesOf(look()).every(({ seccomp }) => seccomp === 2)).toBe(true);
  const tree = look();
  const [main] = tree.filter(({ type }) => type === '');
  const pages = pagesOf(tree);
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) {
    expect(page).toMatchObject({ seccomp: 2, noNewPrivileges: true });
    expect(page.userNamespace).not.toBe(main?.userNamespace);
  }
  expect(tree.filter(({ commandLine }) => /--no-sandbox|--disable-web-security|--disable-seccomp/.test(commandLine))).toEqual([]);
});

test('the page knows no Node, and of the program only the bridge', async ({ open }) => {
  const { page } = await open();
  const found = await page.evaluate(async () => {
    const names = [
      'require',
      'process',
      'module',
      'exports',
      'Buffer',
      'global',
      '__dirname',
      'setImmediate',
      'electron',
      'ipcRenderer',
    ];
    const modules = ['node:fs', 'fs', 'electron', 'child_process'];
    const loaded = await Promise.all(
      modules.map((name) =>
        import(/* @vite-ignore */ name).then(
          () => name,
          () => undefined,
        ),
      ),
    );
    const bridge = Reflect.get(window, 'throughline') as Record<string, unknown>;
    const described = Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`);
    return { names: names.filter((name) => name in window), loaded: loaded.filter(Boolean), bridge: described.sort() };
  });
  expect(found.names).toEqual([]);
  expect(found.loaded).toEqual([]);
  expect(found.bridge).toEqual([
    'dragFile: function',
    'forcedLanguage: string',
    'notify: function',
    'onCommand: function',
    'openExternal: function',
    'openPractice: function',
    'openSource: function',
    'platform: string',
    'practice: boolean',
    'requestPorts: function',
    'runtime: object',
    'sandboxed: boolean',
    'saveFile: function',
    'saveText: function',
    'setAttention: function',
    'setCalls: function',
    'setLanguage: function',
    'systemLanguage: string',
    'version: string',
  ]);
});

test('the preload script has a world of its own', async ({ open }) => {
  const { page } = await open();
  await page.evaluate(() => {
    Reflect.set(window, 'planted', true);
    Reflect.set(Object.prototype, 'planted', true);
  });
  const session = await page.context().newCDPSession(page);
  const worlds: Array<{ id: number; name: string }> = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push({ id: context.id, name: context.name }));
  await session.send('Runtime.enable');
  const isolated = worlds.find(({ name }) => /electron/i.test(name));
  if (isolated === undefined)
    throw new Error(`no world of the preload script among ${worlds.map(({ name }) => name).join(', ')}`);
  const { result } = await session.send('Runtime.evaluate', {
    contextId: isolated.id,
    expression: '[typeof planted, typeof ({}).planted, typeof require, typeof process].join()',
  });
  expect(result.value).toBe('undefined,undefined,undefined,undefined');
});

test('the policy refuses every script that did not come with the program, and every word with the outside', async ({
  open,
  trap,
}) => {
  const desk = await open();
  const { page } = desk;
  const outcome = await page.evaluate(async (outside) => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    const ran: string[] = [];
    Reflect.set(window, 'ran', (how: string) => ran.push(how));
    const add = (html: string) => document.body.append(document.createRange().createContextualFragment(html));
    add('<script>ran("inline")</script>');
    add('<img src="data:," onerror="ran(\'handler\')">');
    add(`<script src="${outside}/x.js"></script>`);
    add('<script src="data:text/javascript,ran(\'data\')"></script>');
    add('<iframe srcdoc="<script>parent.ran(\'srcdoc\')</script>"></iframe>');
    add(`<iframe src="${outside}/frame"></iframe><object data="${outside}/object"></object><embed src="${outside}/embed">`);
    add(`<img src="${outside}/x.png"><video src="${outside}/x.mp4"></video><link rel="stylesheet" href="${outside}/x.css">`);
    add('<a id="scripted" href="javascript:ran(\'link\')">x</a>');
    document.getElementById('scripted')?.click();
    const blob = URL.createObjectURL(new Blob(['ran("blob")'], { type: 'text/javascript' }));
    add(`<script src="${blob}"></script>`);
    // In a task of their own: what is evaluated through the debugger is exempt while it runs.
    const later = <T>(work: () => T | Promise<T>) => new Promise<T>((resolve) => setTimeout(() => resolve(work()), 0));
    const attempt = (work: () => unknown) =>
      later(async () => {
        try {
          await work();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      });
    const evaluated = [
      // biome-ignore lint/security/noGlobalEval: that it does not work is what is tested
      await attempt(() => eval('1')),
      await attempt(() => new Function('return 1')()),
      await attempt(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
      await attempt(() => fetch(`${outside}/fetch`)),
      await attempt(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`${outside.replace('http', 'ws')}/socket`);
            socket.onopen = resolve;
            socket.onerror = () => reject(new TypeError('refused'));
          }),
      ),
      await attempt(
        () =>
          new Promise((resolve, reject) => {
            const worker = new Worker(blob);
            worker.onmessage = resolve;
            worker.onerror = () => reject(new TypeError('refused'));
          }),
      ),
    ];
    navigator.sendBeacon(`${outside}/beacon`);
    await later(() => undefined);
    return { ran, evaluated, refused: [...new Set(refused)].sort() };
  }, trap.origin);
  expect(outcome.ran).toEqual([]);
  expect(outcome.evaluated).toEqual(['EvalError', 'EvalError', 'CompileError', 'TypeError', 'TypeError', 'SecurityError']);
  expect(outcome.refused).toEqual(
    expect.arrayContaining([
      'connect-src',
      'frame-src',
      'img-src',
      'media-src',
      'object-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-elem',
    ]),
  );
  await desk.app.close();
  expect(trap.connections()).toBe(0);
  expect(departures(desk.app.netLog)).toEqual({ urls: [], hosts: [], connections: [] });
});

test('only app:// is there, and of it only what the program serves', async ({ open, machine }) => {
  const { page } = await open();
  expect(page.url()).toBe(`${origin}/`);
  const answers = await page.evaluate(async (home) => {
    const ask = (address: string, init?: RequestInit) =>
      fetch(address, init).then(
        ({ status }) => status,
        () => 'refused',
      );
    return {
      own: await ask('app://throughline/index.html'),
      files: await Promise.all(
        [`file://${home}/opened.txt`, 'file:///etc/passwd', 'app://elsewhere/', 'chrome://version/', 'devtools://devtools/'].map(
          (a) => ask(a),
        ),
      ),
      beyond: await Promise.all(
        [
          '/../package.json',
          '/..%2fpackage.json',
          '/%2e%2e/package.json',
          '/..%5c..%5cpackage.json',
          '/main/index.js',
          '/out/main/index.js',
          '/assets',
          '/.env',
          '/file/../../window.json',
        ].map((a) => ask(a)),
      ),
      posted: await ask('/index.html', { method: 'POST', body: 'x' }),
      deleted: await ask('/index.html', { method: 'DELETE' }),
    };
  }, machine.home);
  expect(answers.own).toBe(200);
  expect(answers.files).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
  expect(answers.beyond).toEqual(answers.beyond.map(() => 404));
  expect([answers.posted, answers.deleted]).toEqual([405, 405]);
});

test('every permission is denied, but to copy', async ({ open }) => {
  // There must be something to be refused: a machine without a microphone would answer that it has none.
  const { page } = await open({ flags: ['--use-fake-device-for-media-stream'] });
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'idle-detection',
      'screen-wake-lock',
      'storage-access',
      'window-management',
      'local-fonts',
      'accelerometer',
      'background-sync',
      'payment-handler',
      'nfc',
    ];
    const state = (name: string) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        ({ state }) => state,
        () => 'unknown',
      );
    const named = await Promise.all(names.map(async (name) => [name, await state(name)] as const));
    const refusal = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'granted',
        (error: Error) => error.name,
      );
    const asked = {
      sound: await refusal(navigator.mediaDevices.getUserMedia({ audio: true })),
      picture: await refusal(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await refusal(navigator.mediaDevices.getDisplayMedia()),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code }) => resolve(code),
        ),
      ),
      notice: await Notification.requestPermission(),
      reading: await refusal(navigator.clipboard.readText()),
      midi: await refusal(navigator.requestMIDIAccess({ sysex: true })),
      lock: await refusal(navigator.wakeLock.request('screen')),
      persisted: await navigator.storage.persist(),
    };
    const devices = await Promise.all(
      ['usb', 'hid', 'serial', 'bluetooth'].map(async (kind) => {
        const api = Reflect.get(navigator, kind) as
          | { getDevices?(): Promise<unknown[]>; getPorts?(): Promise<unknown[]> }
          | undefined;
        return (await (api?.getDevices?.() ?? api?.getPorts?.() ?? Promise.resolve([])).catch(() => [])).length;
      }),
    );
    return { granted: named.filter(([, state]) => state === 'granted').map(([name]) => name), asked, devices };
  });
  expect(states.granted).toEqual([]);
  expect(states.asked).toEqual({
    sound: 'NotAllowedError',
    picture: 'NotAllowedError',
    screen: expect.stringMatching(/NotAllowedError|NotSupportedError|InvalidStateError/),
    place: 1,
    notice: 'denied',
    reading: 'NotAllowedError',
    midi: expect.stringMatching(/NotAllowedError|SecurityError/),
    lock: 'NotAllowedError',
    persisted: false,
  });
  expect(states.devices).toEqual([0, 0, 0, 0]);
});

test('the window goes nowhere and opens none', async ({ open, trap, outside }) => {
  const desk = await open();
  const { page } = desk;
  await expect(page.getByRole('heading', { level: 1 })).toContainText('every channel');
  const addresses = [
    `${trap.origin}/gone`,
    'file:///etc/passwd',
    'data:text/html,<p>gone',
    'javascript:void 0',
    'chrome://version',
    `${origin}/problem`,
    `${origin}/mail/${'ab'.repeat(32)}`,
  ];
  const opened = await page.evaluate(async (list) => {
    const openers: unknown[] = [];
    for (const address of list) {
      openers.push(window.open(address), window.open(address, '_blank', 'popup,nodeIntegration=1'));
      const link = Object.assign(document.createElement('a'), { href: address, target: '_blank', textContent: 'x' });
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      const form = Object.assign(document.createElement('form'), { action: address, method: 'post' });
      document.body.append(form);
      form.submit();
      try {
        location.assign(address);
      } catch {
        // An address the page may not even name.
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${list[0]}` });
    document.head.append(meta);
    await new Promise(requestAnimationFrame);
    return openers.filter((opener) => opener !== null).length;
  }, addresses);
  expect(opened).toBe(0);
  expect(page.url()).toBe(`${origin}/`);
  expect(page.context().pages()).toHaveLength(1);
  // Playwright takes the refused departures for ones under way and would wait for them; the page itself is asked.
  expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toContain('every channel');
  expect(outside.opened()).toEqual([]);
  await desk.app.close();
  expect(trap.connections()).toBe(0);
});

test('from the one address that nobody is asked about, the window comes back', async ({ open }) => {
  const { page } = await open();
  const away = page.waitForEvent('framenavigated', (frame) => frame.url() === 'about:blank');
  await page.evaluate(() => setTimeout(() => location.assign('about:blank'), 0));
  await away;
  await expect(page.getByRole('button', { name: /telegram/i })).toBeVisible();
  expect(page.url()).toBe(`${origin}/`);
});

test('only our own page is heard by the program', async ({ open, trap, outside }) => {
  const { page } = await open();
  const ask = (expected: { heard: boolean }) =>
    page.evaluate(async ({ heard }) => {
      const bridge = Reflect.get(window, 'throughline') as {
        requestPorts(): void;
        saveFile(hash: string, name: string): Promise<boolean>;
        openPractice(): Promise<void>;
        openSource(hash: string): void;
        openExternal(address: string): void;
      };
      const reason = (attempt: Promise<unknown>) =>
        attempt.then(
          () => 'done',
          (error: Error) => error.message,
        );
      const ports = new Set<string>();
      const both = new Promise<void>((resolve) => {
        window.addEventListener('message', ({ data, ports: given }) => {
          if (given.length === 1) ports.add(data.to);
          if (ports.size === 2) resolve();
        });
      });
      bridge.requestPorts();
      bridge.openSource('ab'.repeat(32));
      bridge.openExternal('https://heard.test/');
      const practice = await reason(bridge.openPractice());
      const saved = await reason(bridge.saveFile('../../etc/passwd', 'x'));
      if (heard) await both;
      // Who is not heard gets nothing; many answers later it would have come.
      for (let round = 0; round < 50 && !heard; round += 1) await reason(bridge.saveFile('', ''));
      return { ports: [...ports].sort(), practice, saved };
    }, expected);
  expect(await ask({ heard: true })).toMatchObject({
    ports: ['engine', 'reader'],
    practice: expect.stringContaining('source tree only'),
  });
  // As if every wall to get here had fallen: a foreign page in our own window, with the bridge in it.
  trap.serve('/foreign', { type: 'text/html', body: '<title>foreign</title>' });
  const session = await page.context().newCDPSession(page);
  await session.send('Page.navigate', { url: `${trap.origin}/foreign` });
  await expect.poll(() => page.title()).toBe('foreign');
  expect(await ask({ heard: false })).toEqual({
    ports: [],
    practice: expect.stringContaining('Not allowed'),
    saved: expect.stringContaining('Not a stored file'),
  });
  expect(outside.opened()).toEqual(['https://heard.test/']);
});

test('what the page asks for is checked, however it asks', async ({ open, outside }) => {
  const { page } = await open();
  const given = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'throughline') as unknown as Record<string, (...given: unknown[]) => unknown>;
    const attempt = async (work: () => unknown) => {
      try {
        return (await work()) === undefined ? 'unheard' : 'done';
      } catch {
        return 'refused';
      }
    };
    const strange = [
      undefined,
      null,
      7,
      '',
      '../../etc/passwd',
      { toString: () => 'https://x.test' },
      ['https://x.test'],
      'ab'.repeat(31),
      `${'ab'.repeat(31)}/.`,
    ];
    const outcomes: string[] = [];
    for (const value of strange) {
      for (const name of ['openExternal', 'openSource', 'setLanguage', 'setAttention', 'setCalls', 'notify', 'dragFile'])
        await attempt(() => bridge[name]?.(value));
      outcomes.push(await attempt(() => bridge.saveFile?.(value, 'x')));
    }
    return outcomes;
  });
  expect(new Set(given)).toEqual(new Set(['refused']));
  expect(page.context().pages()).toHaveLength(1);
  expect(outside.opened()).toEqual([]);
});

test('links go to the system only when they are http, https, mailto or tel', async ({ open, outside }) => {
  const { page } = await open();
  const allowed = [
    'https://a.test/x?y=1',
    'http://a.test/',
    'HTTPS://A.test/upper',
    'mailto:maria@mail.test',
    'tel:+79161234567',
  ];
  const refused = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'ms-msdt:/id',
    'ms-settings:',
    'smb://a/b',
    '\\\\a\\b',
    'ssh://a',
    'ftp://a.test',
    'app://throughline/',
    'chrome://version',
    'intent://x',
    'a.test',
    'x',
    ' javascript:alert(1)',
    'view-source:https://a.test',
    'blob:https://a.test/x',
    'about:blank',
    '--help',
    '-v',
  ];
  await page.evaluate(
    (addresses) => {
      const { openExternal } = Reflect.get(window, 'throughline') as { openExternal(address: string): void };
      for (const address of addresses) openExternal(address);
    },
    [...refused, ...allowed],
  );
  await expect.poll(() => outside.opened().length).toBeGreaterThanOrEqual(allowed.length);
  expect(
    outside
      .opened()
      .map((address) => address.toLowerCase())
      .sort(),
  ).toEqual(allowed.map((address) => address.toLowerCase()).sort());
});
