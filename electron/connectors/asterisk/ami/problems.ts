import { ConnectorError } from '../../../../shared/contract/connector.ts';
import type { ConnectionProblemCode } from '../../../../shared/model/index.ts';
import { NotAmiError } from './protocol.ts';

const certificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|CRL_)/;

/** What a failed connection means, for a person and for the supervisor. */
export function connectionError(error: unknown, host: string): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof NotAmiError) {
    return new ConnectorError('protocol', 'protocol', `${host} is not an Asterisk manager interface: ${detail}`, {
      host,
      cause: error,
    });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new ConnectorError('offline', problemCode(code), detail, { host, cause: error });
}

function problemCode(code: string): ConnectionProblemCode {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'certificate-expired';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'certificate-host';
  if (certificate.test(code)) return 'certificate';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return 'tls';
  return 'offline';
}

export const closedByPbx = (host: string): ConnectorError =>
  new ConnectorError('offline', 'offline', 'The PBX closed the connection', { host });

/**
 * `Login` answers "Authentication failed" to a wrong user and to a wrong secret alike, and to an address that manager.conf does
 * not permit (asterisk, main/manager.c, authenticate).
 */
export const refusedLogin = (words: string, host: string): ConnectorError =>
  new ConnectorError('auth', 'auth', words || 'Authentication failed', { host });
