const lineEnd = '\r\n';
const head = /^content-disposition:form-data;name="([^"]*)"(?:;filename=([^\r\n]*))?/;

/**
 * An upload of grammY's with the heads of its parts as they are agreed upon (RFC 7578, section 4.2; RFC 2183, section 2): the name of a
 * file is quoted, for it may hold spaces and letters beyond ASCII. Telegram's own server takes them bare as well, many
 * another loses the file. A head is the piece behind a boundary, which no file can forge.
 */
export async function* quoted(pieces: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Uint8Array> {
  const starts = [`--${boundary}${lineEnd}`, `${lineEnd}--${boundary}${lineEnd}`];
  let behind = false;
  for await (const piece of pieces) {
    yield behind ? rewritten(piece) : piece;
    behind = starts.includes(Buffer.from(piece.buffer, piece.byteOffset, Math.min(piece.length, 200)).toString('latin1'));
  }
}

function rewritten(piece: Uint8Array): Uint8Array {
  const text = Buffer.from(piece).toString('utf8');
  return Buffer.from(
    text.replace(head, (_, name: string, file: string | undefined) => {
      const named = `Content-Disposition: form-data; name="${name}"`;
      return file === undefined ? named : `${named}; filename="${file}"`;
    }),
  );
}

/** `undefined` for what is no multipart body. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  return /^multipart\/form-data;\s*boundary=(\S+)$/i.exec(contentType ?? '')?.[1];
}
