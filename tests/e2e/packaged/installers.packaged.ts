import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderSize } from '../../../build/packaging/inspect.ts';
import { sizeLine } from '../../../build/packaging/sizes.ts';
import { must, run } from '../../../build/runtime/terminal.ts';
import { type Desk, expect, packed, type Servers, test } from './support/bench.ts';
import { debFields, installer, onThrowAwaySystem, reachableAppImage, unpackedDeb } from './support/installers.ts';
import { processTree } from './support/processes.ts';

/** A message arrives and is answered, in a sandbox that nothing switched off. */
async function works(desk: Desk, { telegram }: Servers): Promise<void> {
  const maria = telegram.user(77, { firstName: 'Мария' });
  maria.write('Где заказ?');
  await desk.openCustomer('Мария');
  await desk.send('Курьер уже едет');
  await maria.waitFor((message) => message.text === 'Курьер уже едет');
  const tree = processTree(desk.app.child.pid ?? 0);
  expect(tree.filter(({ type }) => type === 'renderer').map(({ seccomp }) => seccomp)).toContain(2);
  expect(tree.filter(({ commandLine }) => commandLine.includes('--no-sandbox'))).toEqual([]);
}

test('the installers weigh', () => {
  for (const [name, bytes] of [
    ['the packed program', folderSize(packed.folder)],
    ['AppImage', statSync(installer('.AppImage')).size],
    ['Debian package', statSync(installer('.deb')).size],
  ] as const) {
    process.stdout.write(`${sizeLine(name, bytes)}\n`);
    expect(bytes).toBeGreaterThan(50_000_000);
  }
});

test('the Debian package names who answers for it, and asks for every library the program is linked with', async () => {
  const fields = await debFields();
  expect(Object.fromEntries(fields)).toMatchObject({
    Package: 'throughline',
    Architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    Maintainer: expect.stringMatching(/^\S.* <\S+@\S+>$/),
    Homepage: expect.stringMatching(/^(https|file):\/\//),
  });
  expect([...fields.values()].join('\n')).not.toContain('.invalid');
  const asked = new Set((fields.get('Depends') ?? '').split(/, | \| /).map((name) => name.split(' ')[0]));
  const binaries = readdirSync(packed.folder)
    .filter((name) => name === 'throughline' || /^lib.*\.so/.test(name))
    .map((name) => join(packed.folder, name));
  const dynamic = await must('Reading what is linked', 'readelf', ['--dynamic', '--wide', ...binaries]);
  const linked = new Set([...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name ?? ''));
  const known = await must('Listing libraries', 'ldconfig', ['--print-cache']);
  const missing: string[] = [];
  for (const library of linked) {
    if (binaries.some((path) => path.endsWith(`/${library}`)) || library.startsWith('ld-linux')) continue;
    const path =
      known
        .split('\n')
        .find((line) => line.trim().startsWith(`${library} `))
        ?.split(' => ')[1] ?? library;
    const owners = await Promise.all(
      [path, path.replace(/^\/lib\//, '/usr/lib/')].map((file) => run('dpkg-query', ['--search', file])),
    );
    const owner = owners.map(({ stdout }) => /^([^:,\s]+)/.exec(stdout)?.[1]).find((name) => name !== undefined);
    if (owner === undefined || !asked.has(owner.replace(/t64$/, ''))) missing.push(`${library} of ${owner}`);
  }
  expect(linked.size).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

if (process.getuid?.() === 0) {
  test('the Debian package installs with what Debian has, starts by its name, and goes without a trace', async () => {
    test.setTimeout(600_000);
    const printed = await onThrowAwaySystem(`
      export DEBIAN_FRONTEND=noninteractive
      apt-get install -y --no-install-recommends /package.deb >&2
      echo "started: $(su -s /bin/sh nobody -c 'throughline --version' 2>/dev/null)"
      su -s /bin/sh nobody -c 'throughline --lang xx' 2>/dev/null || echo "refused: $?"
      echo "helper: $(stat -c '%U %a' /opt/Throughline/chrome-sandbox)"
      echo "changed: $(dpkg --verify throughline)"
      desktop-file-validate /usr/share/applications/throughline.desktop && echo "desktop: $(grep ^Exec= /usr/share/applications/throughline.desktop)"
      head -1 /usr/share/doc/throughline/copyright
      apt-get purge -y throughline >&2
      echo "left: $(ls -d /opt/Throughline /usr/bin/throughline /etc/apparmor.d/throughline /usr/share/applications/throughline.desktop 2>/dev/null)"
    `);
    expect(printed.trim().split('\n')).toEqual([
      'started: Throughline 0.1.0',
      'refused: 2',
      // Nobody's namespaces are to be had there, so the helper that the sandbox falls back to has its right.
      expect.stringMatching(/^helper: root (4755|755)$/),
      'changed: ',
      'desktop: Exec=/opt/Throughline/throughline %U',
      expect.stringContaining('MIT License'),
      'left:',
    ]);
  });
}

test('the program out of the Debian package works', async ({ open, servers }) => {
  const deb = await unpackedDeb();
  try {
    const desk = await open({ executable: join(deb.path, 'opt/Throughline/throughline'), provision: servers.provision });
    await works(desk, servers);
    await desk.app.close();
  } finally {
    await deb.remove();
  }
});

test('the AppImage works, in its sandbox, and leaves nothing unpacked behind', async ({ machine, open, servers }) => {
  const image = await reachableAppImage();
  const unpacked = join(machine.home, 'unpacked');
  try {
    const { stdout } = await run(image.path, ['--appimage-offset']);
    const list = await must('Reading the AppImage', 'unsquashfs', ['-lls', '-offset', stdout.trim(), image.path]);
    expect(list).toMatch(/squashfs-root\/usr\/share\/icons\/hicolor\/16x16\/apps\/throughline\.png/);
    await must('Unpacking', 'unsquashfs', [
      ...['-quiet', '-no-progress', '-dest', unpacked, '-offset', stdout.trim(), image.path],
      ...['throughline.desktop', 'resources/app.asar'],
    ]);
    await must('Checking the desktop entry', 'desktop-file-validate', [join(unpacked, 'throughline.desktop')]);
    expect(readFileSync(join(unpacked, 'throughline.desktop'), 'utf8')).toMatch(/^Exec=AppRun %U$/m);
    const asar = join(packed.resources, 'app.asar');
    expect(readFileSync(join(unpacked, 'resources/app.asar')).equals(readFileSync(asar))).toBe(true);
    const before = new Set(readdirSync(tmpdir()));
    const desk = await open({ executable: image.path, provision: servers.provision });
    await works(desk, servers);
    expect(await desk.app.close()).toBe(0);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tmp.') && !before.has(name))).toEqual([]);
  } finally {
    await image.remove();
  }
});
