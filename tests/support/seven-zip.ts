import { installPackages } from '../../build/runtime/index.ts';
import { findProgram } from '../../build/runtime/system.ts';

/** 7-Zip by its path, installed where it is missing: `7zz` in Debian 12, `7z` in Debian 13, of the package `7zip` in both. */
export async function sevenZip(): Promise<string> {
  const found = find();
  if (found !== undefined) return found;
  await installPackages('Installers are made and read with tools that are not here', ['7zip']);
  const installed = find();
  if (installed === undefined) throw new Error('The package 7zip of this system has neither 7zz nor 7z.');
  return installed;
}

function find(): string | undefined {
  return findProgram('7zz') ?? findProgram('7z');
}
