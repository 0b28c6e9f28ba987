import type { ResponseParameters } from 'grammy/types';

/**
 * An unsuccessful answer in the server's own words. `error_code` doubles as the HTTP status
 * (Bot API, "Making requests": "an Integer error_code field is also returned").
 */
export class ApiFailure extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;
  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.name = 'ApiFailure';
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (what: string, parameters?: ResponseParameters) =>
  new ApiFailure(400, `Bad Request: ${what}`, parameters);
export const forbidden = (what: string) => new ApiFailure(403, `Forbidden: ${what}`);
export const conflict = (what: string) => new ApiFailure(409, `Conflict: ${what}`);
