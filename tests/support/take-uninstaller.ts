// Stands where electron-builder starts an installer for Windows so that it writes its uninstaller: takes that out of it instead, and
// lays it where electron-builder looks for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { NtExecutable } from 'resedit';

/** What begins the data of an installer, and that of an uninstaller within it, behind their flags (Source/exehead/fileform.h). */
const mark = Buffer.from('\xef\xbe\xad\xdeNullsoftInst', 'latin1');

/** The uninstaller that an installer of NSIS would write: the same program, with other data behind it. */
function uninstallerIn(installer: Buffer): Buffer {
  const data = Buffer.from(NtExecutable.from(installer).getExtraData() ?? new ArrayBuffer(0));
  if (data.indexOf(mark) !== 4) throw new Error('expected an installer of NSIS');
  const head = 4 + mark.length + 8;
  for (let at = head; at + 4 < data.length; ) {
    const length = data.readUInt32LE(at);
    const packed = data.subarray(at + 4, at + 4 + (length & 0x7fffffff));
    at += 4 + packed.length;
    const block = length >>> 31 === 1 ? inflateRawSync(packed) : packed;
    if (block.indexOf(mark) === 4) return Buffer.concat([installer.subarray(0, installer.length - data.length), block]);
  }
  throw new Error('expected an uninstaller in it');
}

const [installer = ''] = process.argv.slice(2);
writeFileSync(`${installer.replace(/exe$/, '')}__uninstaller.exe`, uninstallerIn(readFileSync(installer)));
