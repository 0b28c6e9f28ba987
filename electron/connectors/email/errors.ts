import { ConnectorError, type ConnectorErrorKind } from '../../../shared/contract/connector.ts';
import type { ConnectionProblemCode } from '../../../shared/model/index.ts';

/** What imapflow, nodemailer, Node's sockets and its TLS put on an error. */
export type MailFailure = {
  message: string;
  code?: string;
  originalCode?: string;
  /** SMTP reply (RFC 5321, section 4.2). */
  responseCode?: number;
  response?: string;
  command?: string;
  /** IMAP (RFC 5530). */
  responseText?: string;
  responseStatus?: string;
  serverResponseCode?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
};

export function failureOf(error: unknown): MailFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const fields: Record<string, unknown> = { ...error };
  const text = (name: string) => (typeof fields[name] === 'string' ? { [name]: fields[name] } : {});
  return {
    message: error.message,
    ...text('code'),
    ...text('originalCode'),
    ...text('response'),
    ...text('command'),
    ...text('responseText'),
    ...text('responseStatus'),
    ...text('serverResponseCode'),
    ...(typeof fields.responseCode === 'number' ? { responseCode: fields.responseCode } : {}),
    ...(fields.authenticationFailed === true || fields.code === 'EAUTH' ? { authenticationFailed: true } : {}),
    ...(fields.tlsFailed === true || fields.code === 'ETLS' ? { tlsFailed: true } : {}),
  };
}

/** Decides what a failed connection or login was, for a person and for the supervisor. */
export function connectorError(error: unknown, host: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const failure = failureOf(error);
  const [kind, code] = judge(failure);
  return new ConnectorError(kind, code, failure.responseText ?? failure.response ?? failure.message, { host, cause: error });
}

function judge(failure: MailFailure): readonly [ConnectorErrorKind, ConnectionProblemCode] {
  const code = failure.originalCode ?? failure.code ?? '';
  if (/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/.test(code)) return ['offline', 'certificate-expired'];
  if (/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/.test(code)) return ['offline', 'certificate-host'];
  if (
    /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/.test(code) ||
    /certificate/i.test(failure.message)
  ) {
    return ['offline', 'certificate'];
  }
  if (/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|EDNS|ENODATA|ESERVFAIL)$/.test(code)) return ['offline', 'dns'];
  if (code === 'ECONNREFUSED') return ['offline', 'refused'];
  if (/^(ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT)$/.test(code)) return ['offline', 'timeout'];
  if (failure.tlsFailed === true || /^(ERR_SSL|ERR_TLS|EPROTO|ClosedAfterConnectTLS|STARTTLS_INJECTION)/.test(code))
    return ['offline', 'tls'];
  // The server takes no login in clear text: RFC 5530 PRIVACYREQUIRED, or LOGINDISABLED (RFC 3501, section 6.2.3).
  if (failure.serverResponseCode === 'PRIVACYREQUIRED' || /login is disabled/i.test(failure.message)) return ['auth', 'tls'];
  // The library's words where a server offers no way to log in that fits what we have.
  if (/unsupported authentication mechanism/i.test(failure.message)) return ['auth', 'auth'];
  if (crowded(failure)) return ['rate-limit', 'connections'];
  if (busy(failure)) return ['rate-limit', 'rate-limit'];
  if (failure.authenticationFailed === true) return temporaryLogin(failure) ? ['offline', 'offline'] : ['auth', 'auth'];
  if (
    /^(ParserError|InvalidResponse|UnexpectedTag|ResponseProcessingFailed|EPROTOCOL|LineTooLarge|LiteralTooLarge|ResponseTooLarge|MAX_IMAP)/.test(
      code,
    )
  ) {
    return ['protocol', 'protocol'];
  }
  if (/^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EMFILE)$/.test(code)) return ['protocol', 'internal'];
  if (failure.responseStatus === 'BAD') return ['protocol', 'protocol'];
  return ['offline', 'offline'];
}

/** RFC 5530: LIMIT; and what servers say, with it or without, when one account has too many connections open. */
function crowded({ responseText, response, message }: MailFailure): boolean {
  return /too many (simultaneous |concurrent )?(connections|sessions|logins)|(maximum|max) (number of )?(simultaneous |concurrent )?(connections|sessions)|connection limit|слишком много (одновременных )?(соединений|подключений)/i.test(
    `${responseText ?? ''} ${response ?? ''} ${message}`,
  );
}

function busy({ serverResponseCode, code }: MailFailure): boolean {
  return code === 'ETHROTTLE' || /^(LIMIT|INUSE)$/.test(serverResponseCode ?? '');
}

/** A login that failed because the server is in trouble, not because the password is wrong. */
function temporaryLogin({ serverResponseCode, responseCode }: MailFailure): boolean {
  if (/^(UNAVAILABLE|SERVERBUG|CONTACTADMIN)$/.test(serverResponseCode ?? '')) return true;
  return responseCode !== undefined && responseCode >= 400 && responseCode < 500;
}
