/** Why a PDF is not shown. `password`: it is locked; `wrong-password`: what was typed does not open it. */
export type PdfFault = 'broken' | 'empty' | 'large' | 'slow' | 'password' | 'wrong-password' | 'unreadable';

/** The largest that is read whole into memory to be shown; bytes. */
export const largestPdf = 100 * 1024 * 1024;
/** A page that has not come by then never will: the file is made to keep a reader busy. ms */
export const patience = 20_000;

/** What the reader says of a file it cannot open, by the names its errors have. */
export function faultOf(error: unknown): PdfFault {
  if (error instanceof PdfError) return error.fault;
  const { name = '', code } = typeof error === 'object' && error !== null ? (error as { name?: string; code?: unknown }) : {};
  // PasswordResponses of pdf.js: 1 wants one, 2 refuses the one given.
  if (name === 'PasswordException') return code === 2 ? 'wrong-password' : 'password';
  return name === 'ResponseException' ? 'unreadable' : 'broken';
}

/** Something of ours that stands against showing it. */
export class PdfError extends Error {
  readonly fault: PdfFault;
  constructor(fault: PdfFault) {
    super(fault);
    this.fault = fault;
  }
}

/** The answer, or `slow` when it takes longer than anybody waits. `limit` in ms. */
export async function inTime<T>(work: Promise<T>, limit: number = patience): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PdfError('slow')), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
