import type { Dice } from './dice.ts';
import type { Customer } from './people.ts';

/** How they end a letter: with nothing, a name, or a name and the phone; with that always when `withPhone`. */
export function signature(dice: Dice, { language, name, firstName, phone }: Customer, withPhone: boolean): string {
  const regards = language === 'ru' ? 'С уважением,' : 'Kind regards,';
  switch (withPhone ? 3 : dice.int(4)) {
    case 0:
      return '';
    case 1:
      return `\n\n${firstName}`;
    case 2:
      return `\n\n${regards}\n${name}`;
    default:
      return `\n\n--\n${name}\n${language === 'ru' ? 'тел.' : 'Tel.'} ${phone}`;
  }
}
