/** What a submission server says of itself in answer to EHLO (RFC 5321, section 4.1.1.1). */
export type SmtpServer = {
  /** Keywords in capitals: `SIZE`, `SMTPUTF8`, `8BITMIME`, `DSN`. */
  extensions: ReadonlySet<string>;
  /** Longest mail it takes, in bytes (RFC 1870, section 3); absent when it says none or that it has no fixed limit. */
  maxMailBytes?: number;
};

/** `reply` is the whole answer with its codes. The first line is a greeting; an old server's answer to HELO has no other. */
export function readEhlo(reply: string): SmtpServer {
  const lines = reply
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.replace(/^\d{3}[ -]/, '').trim());
  const size = Number(lines.map((line) => /^SIZE[ \t]+(\d{1,15})$/i.exec(line)?.[1]).find((found) => found !== undefined) ?? 0);
  return {
    extensions: new Set(lines.map((line) => line.split(/[ =]/)[0]?.toUpperCase() ?? '').filter((word) => word !== '')),
    ...(size > 0 ? { maxMailBytes: size } : {}),
  };
}
