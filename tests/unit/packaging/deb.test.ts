import { describe, expect, it } from 'vitest';
import { controlFile, readDebRequest } from '../../../build/packaging/linux/deb-request.ts';
import { trialRuntime } from '../../../build/packaging/linux/tools.ts';
import { publisher } from '../../../build/packaging/publisher.ts';

/** As electron-builder calls fpm for a Debian package. */
const asked = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libgtk-3-0', '-d', 'libc6 (>= 2.31)', '--deb-recommends', 'gnome-keyring'],
  ...['--deb-compression', 'gz', '--architecture', 'arm64', '--after-install', '/t/in', '--after-remove', '/t/out'],
  ...['--description', 'Short words\n Long words\n\n of several lines', '--version', '1.2.3~beta', '--package', '/d/a.deb'],
  ...['--name', 'throughline', '--maintainer', 'Anna <anna@acme.test>', '--vendor', 'Acme', '--url', 'https://acme.test'],
  ...['--category', 'mail', '--deb-priority', 'optional', '--license', 'MIT', 'LICENSE=/usr/share/doc/throughline/copyright'],
  ...['/d/linux-unpacked/=/opt/Throughline', '/a=b/16.png=/usr/share/icons/16.png'],
];

describe('a Debian package', () => {
  it('is what electron-builder asks fpm for', () => {
    expect(readDebRequest(asked)).toEqual({
      name: 'throughline',
      version: '1.2.3~beta',
      architecture: 'arm64',
      output: '/d/a.deb',
      maintainer: 'Anna <anna@acme.test>',
      homepage: 'https://acme.test',
      license: 'MIT',
      priority: 'optional',
      section: 'mail',
      description: 'Short words\n Long words\n\n of several lines',
      depends: ['libgtk-3-0', 'libc6 (>= 2.31)'],
      recommends: ['gnome-keyring'],
      compression: 'gzip',
      afterInstall: '/t/in',
      afterRemove: '/t/out',
      contents: [
        { from: 'LICENSE', to: '/usr/share/doc/throughline/copyright' },
        { from: '/d/linux-unpacked/', to: '/opt/Throughline' },
        { from: '/a=b/16.png', to: '/usr/share/icons/16.png' },
      ],
    });
  });

  it.each([
    [[...asked, '--deb-suggests', 'x'], '--deb-suggests: a flag'],
    [asked.filter((_, index) => index !== asked.indexOf('--name') && index !== asked.indexOf('--name') + 1), '--name: expected'],
    [[...asked, '--deb-compression'], '--deb-compression: expected a value'],
    [[...asked, '--deb-compression', 'lzma'], '--deb-compression: expected xz'],
    [[...asked, 'README.md'], 'README.md: expected a path'],
  ])('is not made where more or less is asked for than is understood (%#)', (args, message) => {
    expect(() => readDebRequest(args)).toThrow(message);
  });

  it('has a control file as Debian reads it', () => {
    expect(controlFile(readDebRequest(asked), 4711)).toBe(
      [
        'Package: throughline',
        'Version: 1.2.3~beta',
        'Architecture: arm64',
        'Maintainer: Anna <anna@acme.test>',
        'Installed-Size: 4711',
        'Depends: libgtk-3-0, libc6 (>= 2.31)',
        'Recommends: gnome-keyring',
        'Section: mail',
        'Priority: optional',
        'Homepage: https://acme.test',
        'Description: Short words',
        ' Long words',
        ' .',
        ' of several lines',
        '',
      ].join('\n'),
    );
  });
});

it('the runtime of a trial ends where what it unpacks begins', () => {
  const text = trialRuntime('#!/bin/sh\nunsquashfs -offset @offset@ "$0"\nexit\n');
  expect(text).toMatch(/^#!\/bin\/sh\nunsquashfs -offset 4096 "\$0"\nexit\n+$/);
  expect(Buffer.byteLength(text)).toBe(4096);
});

describe('who answers for a package', () => {
  const maker = { user: 'anna', host: 'desk.acme.test' };

  it('is the owner of the repository whose workflow makes it', () => {
    const env = { GITHUB_SERVER_URL: 'https://git.acme.test', GITHUB_REPOSITORY: 'acme/inbox', GITHUB_REPOSITORY_OWNER: 'acme' };
    expect(publisher(env, maker)).toEqual({
      maintainer: 'acme <acme@users.noreply.git.acme.test>',
      homepage: 'https://git.acme.test/acme/inbox',
    });
  });

  it('is whoever makes it by hand, and its page is the manual inside', () => {
    expect(publisher({}, maker)).toEqual({
      maintainer: 'anna <anna@desk.acme.test>',
      homepage: 'file:///usr/share/doc/throughline/README.md',
    });
  });
});
