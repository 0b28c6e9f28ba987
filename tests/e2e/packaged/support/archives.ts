import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { must } from '../../../../build/runtime/terminal.ts';
import { sevenZip } from '../../../support/seven-zip.ts';

/** Unpacks an archive of any kind that 7-Zip knows, installers of NSIS among them. Answers the folder. */
export async function unpack(archive: string, folder: string): Promise<string> {
  await must(`Unpacking ${archive}`, await sevenZip(), ['x', '-y', '-snld', `-o${folder}`, archive]);
  return folder;
}

/** What an installer for Windows is, without running it. */
export type WindowsInstaller = {
  /** What Windows shows of the file. */
  version: Record<string, string>;
  iconWidths: number[];
  /** The right that Windows asks for before it starts it: `asInvoker`, `requireAdministrator`. */
  level: string | undefined;
  /** Whether its compiled script holds a text, to show it or to compare with it. */
  says(text: string): boolean;
};

export function readWindowsInstaller(path: string): WindowsInstaller {
  const bytes = readFileSync(path);
  const program = NtExecutable.from(bytes);
  const { entries } = NtExecutableResource.from(program);
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const [language] = version?.getAllLanguagesForStringValues() ?? [];
  const [icon] = Resource.IconGroupEntry.fromEntries(entries);
  const script = scriptOf(bytes);
  const manifest = entries.find(({ type }) => type === 24)?.bin;
  return {
    version: language === undefined ? {} : (version?.getStringValues(language) ?? {}),
    iconWidths: icon?.icons.map(({ width }) => width || 256) ?? [],
    level: /level="(\w+)"/.exec(Buffer.from(manifest ?? new ArrayBuffer(0)).toString())?.[1],
    says: (text) => script.includes(Buffer.from(text, 'utf16le')),
  };
}

/**
 * The compiled script of an installer: behind the mark, the length of what is unpacked and of what follows, a block whose highest
 * bit of length says that it is deflated (NSIS, Source/exehead/fileform.h).
 */
function scriptOf(bytes: Buffer): Buffer {
  const mark = Buffer.from('\xef\xbe\xad\xdeNullsoftInst', 'latin1');
  const start = bytes.indexOf(mark) + mark.length + 8;
  const length = bytes.readUInt32LE(start);
  const block = bytes.subarray(start + 4, start + 4 + (length & 0x7fffffff));
  return length >>> 31 === 1 ? inflateRawSync(block) : block;
}

/** The only file in a folder whose name fits; throws when there is none or another. */
export function onlyFile(folder: string, pattern: RegExp): string {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)) : [];
  const [only, ...others] = found.filter((name) => statSync(join(folder, name)).isFile());
  if (only === undefined || others.length > 0)
    throw new Error(`Expected one file like ${pattern} in ${folder}: ${found.join(', ')}`);
  return join(folder, only);
}
