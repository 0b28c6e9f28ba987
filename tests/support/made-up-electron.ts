import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/**
 * A folder laid out as an unpacked release of Electron for another system, whose executables hold nothing but fuses: enough for
 * everything that a package is made of besides the runtime itself, which cannot be had or run here.
 */
export async function makeUpElectron(folder: string, platform: 'win32' | 'darwin' | 'linux'): Promise<void> {
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o755 });
  };
  write('LICENSE', 'licence of Electron');
  const resources = platform === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources';
  write('../default-app/main.js', 'an application that starts by default');
  await createPackage(join(folder, '../default-app'), join(folder, resources, 'default_app.asar'));
  write('LICENSES.chromium.html', 'licences of Chromium');
  if (platform === 'darwin') {
    const contents = 'Electron.app/Contents';
    write(`${contents}/Info.plist`, plist({ CFBundleExecutable: 'Electron', CFBundleIconFile: 'electron.icns' }));
    write(`${contents}/MacOS/Electron`, 'executable');
    const framework = `${contents}/Frameworks/Electron Framework.framework`;
    write(`${framework}/Versions/A/Electron Framework`, fuseWire());
    symlinkSync('Versions/A/Electron Framework', join(folder, framework, 'Electron Framework'));
    symlinkSync('Versions/A/Resources', join(folder, framework, 'Resources'));
    for (const language of ['en', ...others]) {
      write(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, language);
      write(`${contents}/Resources/${language}.lproj/locale.pak`, language);
    }
    for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
      const helper = `${contents}/Frameworks/Electron Helper${kind}.app/Contents`;
      write(`${helper}/Info.plist`, plist({ CFBundleExecutable: `Electron Helper${kind}` }));
      write(`${helper}/MacOS/Electron Helper${kind}`, 'executable');
    }
    return;
  }
  write(platform === 'win32' ? 'electron.exe' : 'electron', platform === 'win32' ? windowsExecutable() : fuseWire());
  for (const language of ['en-US', ...others]) write(`locales/${language}.pak`, language);
}

const others = ['de', 'fr', 'ru'];

/** As Electron carries it: a mark, the version of the wire, its length, and a digit for each fuse, all of them on. */
function fuseWire(): Buffer {
  const wire = Buffer.alloc(8, '1');
  return Buffer.concat([
    Buffer.from('before dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, wire.length]),
    wire,
    Buffer.from('after'),
  ]);
}

/** A program for Windows without code, with the version that Electron's has and fuses where no editing of resources moves them. */
function windowsExecutable(): Uint8Array {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 0x0409, codepage: 1200 }, { ProductName: 'Electron', FileDescription: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  const wire = fuseWire();
  const bin = new ArrayBuffer(wire.length);
  new Uint8Array(bin).set(wire);
  resources.entries.push({ type: 10, id: 1, lang: 0x0409, codepage: 1200, bin });
  resources.outputResource(program);
  return new Uint8Array(program.generate());
}

function plist(entries: Record<string, string>): string {
  const pairs = Object.entries(entries).map(([key, value]) => `<key>${key}</key><string>${value}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>${pairs.join('')}</dict></plist>`;
}
