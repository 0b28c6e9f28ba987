import { describe, expect, it } from 'vitest';
import { caution, plainName, presentable } from '../../../renderer/screens/timeline/media/file-caution.ts';

describe('caution', () => {
  it.each([
    ['invoice.pdf', 'program', 'program'],
    ['setup.EXE', undefined, 'program'],
    ['report.pdf.exe', 'other', 'program'],
    ['report.pdf          .scr', undefined, 'program'],
    ['photo.jpg.lnk ', undefined, 'program'],
    ['таблица.xlsm', 'archive', 'program'],
    ['letter.html', undefined, 'page'],
    ['scan.png', 'page', 'page'],
    ['logo.svg', 'drawing', 'page'],
    ['photo.jpg', 'archive', 'disguised'],
    ['invoice.pdf', 'picture', 'disguised'],
    ['list.txt', 'pdf', 'disguised'],
  ] as const)('%s that is %s: %s', (name, kind, expected) => {
    expect(caution(name, kind)).toBe(expected);
  });

  it.each([
    ['invoice.pdf', 'pdf'],
    ['photo.JPG', 'picture'],
    ['contract.docx', 'archive'],
    ['notes.txt', 'other'],
    ['voice.ogg', 'media'],
    ['song.mp3', 'other'],
    ['data.unknown', 'archive'],
    ['no ending', 'other'],
    ['v1.2 exe notes', undefined],
    ['invoice.pdf', undefined],
  ] as const)('%s that is %s: nothing to beware of', (name, kind) => {
    expect(caution(name, kind)).toBeUndefined();
  });
});

describe('presentable', () => {
  it('is what its bytes do not contradict', () => {
    const image = { kind: 'image', mime: 'image/png' };
    expect([undefined, 'picture', 'other', 'page', 'program', 'archive'].map((kind) => presentable(image, kind))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(presentable({ kind: 'image', mime: 'image/svg+xml' }, 'drawing')).toBe(false);
    expect(presentable({ kind: 'voice', mime: 'audio/ogg' }, 'media')).toBe(true);
    expect(presentable({ kind: 'video', mime: 'video/mp4' }, 'page')).toBe(false);
  });
});

it('names read as they are written', () => {
  expect(plainName('photo\u202egnp.exe')).toBe('photognp.exe');
  expect(plainName('счёт №5.pdf')).toBe('счёт №5.pdf');
});
