import { describe, expect, it } from 'vitest';
import { fileKind } from '../../../electron/main/serve/file-kind.ts';

const kind = (bytes: string | Uint8Array) => fileKind(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);

describe('fileKind', () => {
  it.each([
    ['program', 'MZ\x90\0\x03'],
    ['program', '\x7fELF\x02'],
    ['program', '\xcf\xfa\xed\xfe\x07'],
    ['program', '#!/bin/sh\nrm -rf /'],
    ['program', 'L\0\0\0\x01\x14\x02\0\0'],
    ['page', '<!DOCTYPE html><p>x'],
    ['page', '  \r\n<HTML>'],
    ['page', '\xef\xbb\xbf<script>1</script>'],
    ['page', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'],
    ['page', '<!-- x --><script>'],
    ['drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="x">'],
    ['drawing', '<?xml version="1.0"?>\n<!-- x -->\n<svg >'],
    ['picture', '\x89PNG\r\n\x1a\n'],
    ['picture', '\xff\xd8\xff\xe0'],
    ['picture', 'GIF89a'],
    ['picture', 'BM\x36\0\0'],
    ['media', '#!AMR\n'],
    ['other', 'MZ is a place, BM another'],
    ['picture', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['picture', '\0\0\0\x1cftypavif'],
    ['media', 'RIFF\x10\0\0\0WAVEfmt '],
    ['media', '\0\0\0\x20ftypisom'],
    ['media', 'OggS\0'],
    ['pdf', '%PDF-1.7'],
    ['archive', 'PK\x03\x04'],
    ['archive', '\xd0\xcf\x11\xe0\xa1'],
    ['other', 'Dear customer'],
    ['other', '<3 you'],
    ['other', ''],
  ])('sees a %s', (expected, bytes) => {
    expect(kind(bytes)).toBe(expected);
  });

  it('sees a page in wide letters too', () => {
    expect(kind(Buffer.from('\ufeff<html><script>', 'utf16le'))).toBe('page');
  });
});
