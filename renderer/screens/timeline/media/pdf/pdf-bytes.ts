import { largestPdf, PdfError } from './pdf-faults.ts';

/** A file of the profile, read whole. @throws PdfError when it is too large for that or not there */
export async function bytesOf(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(url);
  if (!answer.ok) throw new PdfError('unreadable');
  if (Number(answer.headers.get('Content-Length') ?? 0) > largestPdf) {
    await answer.body?.cancel();
    throw new PdfError('large');
  }
  return new Uint8Array(await answer.arrayBuffer());
}
