import type { KeepSecrets } from '../../../../shared/contract/connector.ts';
import { ConnectorError } from '../../../../shared/contract/connector.ts';
import { failureOf } from '../errors.ts';
import { type Account, tokenSource } from './token-source.ts';

/**
 * Logs in with a token, and once more with a fresh one when the server turns the first down: it may have been revoked, or the
 * clocks differ. Throws {@link ConnectorError} of the kind `auth` when both are refused.
 */
export async function withToken<T>(account: Account, host: string, logIn: (token: string) => Promise<T>): Promise<T> {
  const { oauth } = account;
  if (oauth === undefined) throw new ConnectorError('auth', 'sign-in', 'The channel signs in with a password', { host });
  const source = tokenSource(account);
  const token = await source.token(oauth);
  try {
    return await logIn(token);
  } catch (error) {
    if (!isRefusedLogin(error)) throw error;
  }
  const fresh = await source.token(oauth, token);
  try {
    return await logIn(fresh);
  } catch (error) {
    if (!isRefusedLogin(error)) throw error;
    throw new ConnectorError('auth', 'sign-in', failureOf(error).response ?? failureOf(error).message, { host, cause: error });
  }
}

/** From now on refresh tokens of this account are sealed by `keep`. Nothing when nobody has signed in. */
export function keepTokens(account: Account, keep: KeepSecrets | undefined): void {
  if (account.oauth?.refreshToken && keep !== undefined) tokenSource(account).keptBy(keep);
}

function isRefusedLogin(error: unknown): boolean {
  if (error instanceof ConnectorError) return error.kind === 'auth' && error.problem.code === 'auth';
  return failureOf(error).authenticationFailed === true;
}
