/** Digits of a number of the house at least, with whatever people write between them. */
const number = /^\+?[\d\s().-]{3,24}$/;

/** The number that is typed; none where it is something else. */
export function typedNumber(query: string): string | undefined {
  const typed = query.trim();
  return number.test(typed) && typed.replace(/\D/g, '').length >= 3 ? typed : undefined;
}
