import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Size } from './page-size.ts';
import { bytesOf } from './pdf-bytes.ts';
import { inTime, PdfError } from './pdf-faults.ts';

/** A PDF that is open. Pages are counted from 1. */
export type Pdf = {
  pages: number;
  /** Points, as the page stands upright. */
  first: Size;
  page(number: number): Promise<PDFPageProxy>;
  /** Ends its worker at once, whatever it is busy with. */
  close(): void;
};

/** The reader and its own process of parsing; fetched when the first PDF is looked at, and never before. */
const reader = () =>
  Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url')]);

/**
 * Opens a PDF to be looked at. It is parsed in a worker of its own, under the window's policy: nothing of it can reach the
 * network, scripts in it have nothing to run them, and forms are shown as they were filled in.
 *
 * @throws PdfError, and what pdf.js throws; see `faultOf`
 */
export async function openPdf(url: string, password?: string): Promise<Pdf> {
  const data = await bytesOf(url);
  const [{ getDocument, PDFWorker }, { default: workerUrl }] = await reader();
  const port = new Worker(workerUrl, { type: 'module' });
  const worker = PDFWorker.create({ port });
  const beside = (folder: string): string => new URL(`pdf/${folder}/`, document.baseURI).href;
  const loading = getDocument({
    data,
    worker,
    cMapUrl: beside('cmaps'),
    standardFontDataUrl: beside('standard_fonts'),
    wasmUrl: beside('decoders'),
    useWorkerFetch: true,
    // The policy of the window runs no WebAssembly; the decoders exist as scripts too.
    useWasm: false,
    enableXfa: false,
    maxImageSize: 100_000_000,
    verbosity: 0,
    ...(password === undefined ? {} : { password }),
  });
  const close = (): void => {
    port.terminate();
    // What it still waited for will not come now, and nobody asks for it any more.
    loading.promise.catch(() => undefined);
    worker.destroy();
  };
  const broken = new Promise<never>((_, reject) => {
    port.addEventListener('error', () => reject(new PdfError('broken')));
  });
  try {
    const pdf: PDFDocumentProxy = await inTime(Promise.race([loading.promise, broken]));
    if (pdf.numPages < 1) throw new PdfError('empty');
    const page = async (number: number): Promise<PDFPageProxy> => inTime(pdf.getPage(number));
    const { width, height } = (await page(1)).getViewport({ scale: 1 });
    return { pages: pdf.numPages, first: { width, height }, page, close };
  } catch (error) {
    close();
    throw error;
  }
}
