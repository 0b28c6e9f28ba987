/**
 * Sent by a machine: Auto-Submitted other than `no` (RFC 3834, section 5), the null return path of a bounce (RFC 5321,
 * section 4.5.5), or a Precedence that mailing lists and robots use.
 */
export function isAutomatic(headers: {
  autoSubmitted: string | undefined;
  precedence: string | undefined;
  returnPath: string | undefined;
}): boolean {
  const submitted = headers.autoSubmitted?.split(';')[0]?.trim().toLowerCase();
  if (submitted !== undefined && submitted !== '' && submitted !== 'no') return true;
  if (headers.returnPath?.trim() === '<>') return true;
  return /^(bulk|list|junk|auto_reply)$/i.test(headers.precedence?.trim() ?? '');
}
