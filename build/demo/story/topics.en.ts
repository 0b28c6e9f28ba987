import type { Chat, Topic } from './topic.ts';

export const topics: readonly Topic[] = [
  {
    subject: 'Order {order} has not arrived',
    opening:
      'Hello,\n\nmy order {order} was due on {day} and there is still no sign of it. Tracking has said “in transit” for six days. Could you find out where it is? I need the {item} by the weekend.',
    answer:
      'Hello {name},\n\nyour parcel was held at the {city} depot and left it this morning. It will be with you tomorrow before noon. I am sorry about the wait.',
    more: 'It came, thank you for chasing it!',
  },
  {
    subject: 'Charged twice for order {order} 😬',
    opening:
      'Hi there, I paid £{sum} for order {order} and my bank shows the charge twice. Screenshot attached. Please refund one of them.',
    answer:
      'Hi {name}, the second charge is only a reservation and will disappear within two working days. If it is still there on {day}, write to me and I will take it up with the bank.',
    more: 'Gone now. Thanks for explaining.',
    file: 'photo',
  },
  {
    subject: 'Return of the {item}: how do I get the label?',
    opening:
      'Good morning. I would like to return the {item} from order {order}; it is unused and in its box. The website asks for a label number that I never received.',
    answer:
      'Good morning {name}, the label is attached to this email. Any post office takes the parcel; £{sum} will be back on your card three days after it reaches us.',
    more: 'Posted it today at {street}. Thank you!',
  },
  {
    subject:
      'Invoice {order}: our accounts department needs the VAT number, the purchase order reference and the original delivery note before Friday',
    opening:
      'Dear team,\n\nplease find our copy of invoice {order} attached. It lacks your VAT number and our purchase order reference, so accounts will not release the payment. A corrected copy before Friday would be much appreciated.',
    answer:
      'Dear {name},\n\nthe corrected invoice {order} went out a minute ago with both numbers, and the delivery note follows by post to {street}, {city}.',
    file: 'invoice',
  },
  {
    subject: 'Can I change the delivery address?',
    opening: 'Hello! I have moved. Could order {order} go to {street}, {city} instead? The doorbell is broken, so please call.',
    answer:
      'Hello {name}, the address is changed to {street}, {city}, and the driver will call an hour before. It still comes on {day}.',
    more: 'Brilliant, thanks.',
  },
  {
    subject: 'The {item} makes a strange noise',
    opening:
      'Hi, I bought the {item} in spring (order {order}). Since last week it rattles when switched on. Is that covered by the guarantee, and do I need the receipt?',
    answer:
      'Hi {name}, it is covered and we do not need the receipt. Would {day} suit you for a courier to pick it up? A replacement comes with them.',
  },
  {
    subject: 'Discount code rejected at checkout',
    opening: 'Your newsletter promised 15% with AUTUMN until Sunday. The checkout says “unknown code”. My basket is £{sum}.',
    answer: 'Hello {name}, the code had been switched off a day early. It works again, and I have put it on your basket already.',
    more: 'Works. Cheers!',
  },
  {
    subject: 'Please cancel order {order}',
    opening: 'I ordered the wrong size by mistake. Please cancel {order} before it ships; I cannot find a button for it.',
    answer: 'Cancelled, {name}. The £{sum} will be back on your card within five days.',
  },
  {
    subject: 'Dimensions of the {item}',
    opening: 'Would it fit through a 70 cm door, and does the driver carry it to the third floor? There is no lift.',
    answer: 'The box is 66 cm at its narrowest, so it will. Two people bring it up to your door at no extra cost.',
    more: 'Perfect, ordering it now.',
  },
  {
    subject: 'A thank-you to your driver 🌻',
    opening:
      'Your driver carried our {item} up four floors with a smile and took the packaging away. Please tell him he made our day.',
    answer: 'Thank you, {name}! I have passed it on, and he is delighted.',
  },
];

export const chats: readonly Chat[] = [
  { lines: ['Hi! When will the {item} be back in stock?'] },
  { lines: ['Order {order}', 'The driver has not called. Is it really today?'] },
  { lines: ['This is how it arrived', 'What do I do now?'], file: 'photo' },
  { lines: ['The sign-in code does not come', 'Tried three times already 😕'] },
  { lines: ['Can I return it without the box?'] },
  { lines: ['Easier to say than to type'], file: 'voice' },
  { lines: ['The form you asked for'], file: 'document' },
  { lines: ['Could I move the delivery to {day}?', 'After six if possible 🙏'] },
];
