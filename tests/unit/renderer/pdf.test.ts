import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageScale, sharpness, turnedSize } from '../../../renderer/screens/timeline/media/pdf/page-size.ts';
import { bytesOf } from '../../../renderer/screens/timeline/media/pdf/pdf-bytes.ts';
import { faultOf, inTime, largestPdf, PdfError } from '../../../renderer/screens/timeline/media/pdf/pdf-faults.ts';
import { isDocument } from '../../../renderer/screens/timeline/media/shape.ts';

const a4 = { width: 595, height: 842 };

describe('the size of a page', () => {
  it('is fitted across, never much larger than on paper, and larger as far as it is zoomed', () => {
    expect(pageScale(a4, 400, 1) * a4.width).toBeCloseTo(400);
    expect(pageScale(a4, 4000, 1)).toBeCloseTo((96 / 72) * 1.1);
    expect(pageScale(a4, 400, 3)).toBeCloseTo(pageScale(a4, 400, 1) * 3);
  });

  it('lies on its side after an odd number of turns', () => {
    expect(turnedSize(a4, 1)).toEqual({ width: 842, height: 595 });
    expect(turnedSize(a4, 4)).toEqual(a4);
  });

  it('is as sharp as the screen, but a page of metres takes no more memory than any', () => {
    expect(sharpness({ width: 800, height: 1100 }, 2)).toBe(2);
    const huge = { width: 40_000, height: 40_000 };
    const sharp = sharpness(huge, 2);
    expect(huge.width * sharp * huge.height * sharp).toBeLessThanOrEqual(16_000_001);
  });

  it('survives a page that claims to have none', () => {
    expect(Number.isFinite(pageScale({ width: 0, height: 0 }, 400, 1))).toBe(true);
    expect(Number.isFinite(sharpness({ width: 0, height: 0 }, 2))).toBe(true);
  });
});

describe('a PDF that is too large', () => {
  afterEach(() => vi.unstubAllGlobals());
  it('is told from its length, before any of it is read', async () => {
    const cancel = vi.fn();
    const body = new ReadableStream({ cancel });
    vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'Content-Length': String(largestPdf + 1) } }));
    await expect(bytesOf('app://files/huge.pdf')).rejects.toMatchObject({ fault: 'large' });
    expect(cancel).toHaveBeenCalled();
  });
  it('is not confused with one that cannot be read', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
    await expect(bytesOf('app://files/gone.pdf')).rejects.toMatchObject({ fault: 'unreadable' });
  });
});

describe('why a PDF is not shown', () => {
  it('is told from what the reader of PDFs throws', () => {
    expect(faultOf(Object.assign(new Error('No password given'), { name: 'PasswordException', code: 1 }))).toBe('password');
    expect(faultOf(Object.assign(new Error('Incorrect'), { name: 'PasswordException', code: 2 }))).toBe('wrong-password');
    expect(faultOf(Object.assign(new Error('gone'), { name: 'ResponseException' }))).toBe('unreadable');
    expect(faultOf(Object.assign(new Error('bad xref'), { name: 'InvalidPDFException' }))).toBe('broken');
    expect(faultOf('anything')).toBe('broken');
    expect(faultOf(new PdfError('large'))).toBe('large');
  });

  it('is that it takes too long, when it does', async () => {
    await expect(inTime(new Promise(() => undefined), 5)).rejects.toMatchObject({ fault: 'slow' });
    await expect(inTime(Promise.resolve('done'), 1_000)).resolves.toBe('done');
  });
});

describe('what is offered to be looked at', () => {
  it('is a file that says to be a PDF by type or name, and no picture', () => {
    expect(isDocument({ kind: 'file', mime: 'application/pdf', name: 'a' })).toBe(true);
    expect(isDocument({ kind: 'file', mime: 'application/octet-stream', name: 'Счёт.PDF' })).toBe(true);
    expect(isDocument({ kind: 'file', mime: 'application/zip', name: 'pdf.zip' })).toBe(false);
    expect(isDocument({ kind: 'image', mime: 'image/png', name: 'a.pdf' })).toBe(false);
  });
});
