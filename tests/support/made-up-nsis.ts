import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NtExecutable } from 'resedit';
import { installPackages } from '../../build/runtime/index.ts';
import { findProgram } from '../../build/runtime/system.ts';
import { sevenZip } from './seven-zip.ts';

/** What the installer calls of plugins that do not come with NSIS itself: the library, and the names of its functions. */
const plugins: Record<string, string[]> = {
  UAC: ['_'],
  StdUtils: ['ExecShellAsUser', 'GetAllParameters', 'GetParameter', 'GetParentPath', 'TestParameter'],
  WinShell: ['SetLnkAUMI', 'UninstAppUserModelId', 'UninstShortcut'],
  nsis7z: ['Extract'],
};

/**
 * Variables of electron-builder's that name its tools for Windows and for archives, with Debian's own NSIS and 7-Zip behind them, so
 * that every line of the installer is compiled. Only the plugins are made up, names of functions without code: they come from a host
 * that cannot be reached, and an installer with them can be read and not run. The uninstaller, which an installer writes when it is
 * run, is taken out of it.
 */
export async function makeUpNsis(folder: string): Promise<Record<string, string>> {
  if (findProgram('makensis') === undefined) {
    await installPackages('Installers for Windows are made with tools that are not here', ['nsis']);
  }
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [name, functions] of Object.entries(plugins)) write(`plugins/x86-unicode/${name}.dll`, library(functions));
  const takeOut = fileURLToPath(new URL('./take-uninstaller.ts', import.meta.url));
  write('wine/bin/wine', `#!/bin/sh\nexec '${process.execPath}' '${takeOut}' "$@"\n`);
  chmodSync(join(folder, 'wine/bin/wine'), 0o755);
  for (const name of ['wine-home', 'lib']) mkdirSync(join(folder, 'wine', name));
  symlinkSync(findProgram('makensis') ?? '', join(folder, 'makensis'));
  return {
    ELECTRON_BUILDER_NSIS_DIR: folder,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: folder,
    ELECTRON_BUILDER_WINE_TOOLSET_DIR: join(folder, 'wine'),
    ELECTRON_BUILDER_7ZIP_PATH: await sevenZip(),
  };
}

/** A library for Windows that says it has these functions (PE format, "The .edata Section"). */
function library(functions: readonly string[]): Uint8Array {
  const program = NtExecutable.createEmpty(true, true);
  const set = (data: Buffer) => {
    const bytes = new ArrayBuffer(data.length);
    new Uint8Array(bytes).set(data);
    const info = { name: '.edata', virtualSize: data.length, virtualAddress: 0, sizeOfRawData: data.length, pointerToRawData: 0 };
    const none = { pointerToRelocations: 0, pointerToLineNumbers: 0, numberOfRelocations: 0, numberOfLineNumbers: 0 };
    // Initialised data that may be read.
    program.setSectionByEntry(0, { info: { ...info, ...none, characteristics: 0x40000040 }, data: bytes });
    return program.getSectionByEntry(0)?.info.virtualAddress ?? 0;
  };
  // Where it lies is known once it is there, and it speaks of itself by where it lies.
  const place = set(exportTable(functions, 0));
  set(exportTable(functions, place));
  return new Uint8Array(program.generate());
}

function exportTable(functions: readonly string[], place: number): Buffer {
  const count = functions.length;
  const directory = 40;
  const names = [...functions].sort();
  const ordinals = directory + 8 * count;
  const texts = ordinals + 2 * count;
  const table = Buffer.alloc(texts);
  // Base, number of functions, number of names, and where their three lists are.
  const head = [1, count, count, place + directory, place + directory + 4 * count, place + ordinals];
  for (const [at, value] of head.entries()) table.writeUInt32LE(value, 16 + 4 * at);
  const words: Buffer[] = [];
  let end = texts;
  for (const [at, name] of names.entries()) {
    const word = Buffer.from(`${name}\0`);
    table.writeUInt32LE(place + directory, directory + 4 * at);
    table.writeUInt32LE(place + end, directory + 4 * (count + at));
    table.writeUInt16LE(at, ordinals + 2 * at);
    words.push(word);
    end += word.length;
  }
  return Buffer.concat([table, ...words]);
}
