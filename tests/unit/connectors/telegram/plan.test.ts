import { describe, expect, test } from 'vitest';
import { methodFor } from '../../../../electron/connectors/telegram/send/media.ts';
import { plan } from '../../../../electron/connectors/telegram/send/plan.ts';
import type { OutgoingFile } from '../../../../shared/contract/connector.ts';

const file = (name: string, mime = 'text/plain', change: Partial<OutgoingFile> = {}): OutgoingFile => ({
  hash: name,
  name,
  mime,
  size: 1,
  ...change,
});
const photo = (name: string) => file(name, 'image/jpeg');
const names = (parts: ReturnType<typeof plan>) => parts.map(({ text, files }) => [text, ...files.map(({ name }) => name)]);
const buttons = [[{ label: 'Yes', data: 'y' }]];

describe('a plan', () => {
  test('puts a short text under a single file or an album', () => {
    const text = 'a'.repeat(1024);
    expect(plan({ text, files: [file('a')] })).toEqual([{ text, files: [file('a')] }]);
    expect(plan({ text: '', files: [file('a')] })).toEqual([{ text: '', files: [file('a')] }]);
    expect(names(plan({ text: 'Both', files: [photo('a'), photo('b')] }))).toEqual([['Both', 'a', 'b']]);
  });

  test('sends the text first when it is too long for a caption, or when there is more than one album', () => {
    const long = 'a'.repeat(1025);
    expect(names(plan({ text: long, files: [file('a')] }))).toEqual([[long], ['', 'a']]);
    expect(names(plan({ text: 'all', files: [file('a'), photo('b')] }))).toEqual([['all'], ['', 'a'], ['', 'b']]);
  });

  test('what has no caption follows the text', () => {
    const round = file('round', 'video/mp4', { as: 'video-note' });
    expect(names(plan({ text: 'see', files: [round] }))).toEqual([['see'], ['', 'round']]);
  });

  test('puts together what may stand together, in its order, at most ten', () => {
    const films = [photo('a'), file('b', 'video/mp4'), photo('c')];
    const papers = [file('d'), file('e', 'application/pdf')];
    const songs = [file('f', 'audio/mpeg'), file('g', 'audio/mp4')];
    const voices = [file('h', 'audio/ogg'), file('i', 'audio/ogg')];
    expect(names(plan({ text: '', files: [...films, ...papers, ...songs, ...voices] }))).toEqual([
      ['', 'a', 'b', 'c'],
      ['', 'd', 'e'],
      ['', 'f', 'g'],
      ['', 'h'],
      ['', 'i'],
    ]);
    const many = Array.from({ length: 23 }, (_, n) => photo(String(n)));
    expect(plan({ text: '', files: many }).map(({ files }) => files.length)).toEqual([10, 10, 3]);
  });

  test('cuts the formatting with the text', () => {
    const text = `${'a'.repeat(4000)} ${'b'.repeat(200)}`;
    expect(plan({ text, marks: [{ type: 'bold', start: 3990, end: 4101 }], files: [] })).toEqual([
      { text: 'a'.repeat(4000), marks: [{ type: 'bold', start: 3990, end: 4000 }], files: [] },
      { text: 'b'.repeat(200), marks: [{ type: 'bold', start: 0, end: 100 }], files: [] },
    ]);
    expect(plan({ text: ' hi ', marks: [{ type: 'bold', start: 1, end: 3 }], files: [file('a')] })).toEqual([
      { text: 'hi', marks: [{ type: 'bold', start: 0, end: 2 }], files: [file('a')] },
    ]);
  });

  test('buttons stand under what can have them, and come last', () => {
    const long = `${'a'.repeat(4000)} ${'b'.repeat(200)}`;
    expect(plan({ text: long, files: [], buttons }).map((part) => part.buttons)).toEqual([undefined, buttons]);
    expect(plan({ text: 'See', files: [photo('a')], buttons })).toEqual([{ text: 'See', files: [photo('a')], buttons }]);
    const album = plan({ text: 'See', files: [photo('a'), photo('b')], buttons });
    expect(names(album)).toEqual([['', 'a', 'b'], ['See']]);
    expect(album.map((part) => part.buttons)).toEqual([undefined, buttons]);
    const bare = plan({ text: '', files: [photo('a'), photo('b'), photo('c')], buttons });
    expect(names(bare)).toEqual([
      ['', 'a', 'b'],
      ['', 'c'],
    ]);
    expect(bare.at(-1)?.buttons).toEqual(buttons);
  });
});

describe('how a file travels', () => {
  const at = (mime: string, change: Partial<OutgoingFile> = {}) => methodFor({ mime, size: 1000, ...change });

  test.each([
    ['image/JPEG', 'photo'],
    ['image/webp', 'photo'],
    ['image/gif', 'animation'],
    ['video/mp4', 'video'],
    ['video/quicktime', 'document'],
    ['audio/mp4', 'audio'],
    ['audio/mpeg', 'audio'],
    ['audio/ogg; codecs=opus', 'voice'],
    ['audio/wav', 'document'],
    ['application/pdf', 'document'],
  ])('%s as %s', (mime, method) => expect(at(mime)).toBe(method));

  test.each([
    ['image/jpeg', 'file', 'document'],
    ['audio/mpeg', 'voice', 'voice'],
    ['audio/ogg', 'audio', 'voice'],
    ['audio/wav', 'voice', 'document'],
    ['video/mp4', 'animation', 'animation'],
    ['video/mp4', 'video-note', 'video_note'],
    ['video/quicktime', 'video-note', 'document'],
    ['image/webp', 'sticker', 'sticker'],
    ['application/x-tgsticker', 'sticker', 'sticker'],
    ['image/png', 'sticker', 'photo'],
  ] as const)('%s asked for as %s goes as %s', (mime, as, method) => expect(at(mime, { as })).toBe(method));

  test('a picture over ten megabytes is no photo', () => {
    expect(at('image/png', { size: 10 * 1024 * 1024 + 1 })).toBe('document');
    expect(at('image/png', { size: 10 * 1024 * 1024 + 1, as: 'image' })).toBe('document');
  });
});
