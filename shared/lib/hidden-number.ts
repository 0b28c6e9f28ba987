/** What networks write where a caller hides (RFC 3325 `anonymous`; the others are words of gateways). */
const hidden = /^(?:anonymous|unknown|private|restricted|unavailable|withheld|blocked|asterisk|s)$/i;

/** Whether this, in the place of a number, means that the caller does not show theirs. */
export const isHiddenNumber = (number: string): boolean => hidden.test(number.trim());
