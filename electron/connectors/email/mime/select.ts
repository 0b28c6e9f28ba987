import { type MailPart, textKind } from './part.ts';

/** One stretch of the body: the same words as plain text, as HTML, or both. */
export type Block = {
  plain?: MailPart;
  html?: MailPart;
  /** The one text that stands against several, for where those hold no words. */
  instead?: MailPart;
};

export type Selection = {
  body: Block[];
  /** In the order of the mail. */
  attachments: MailPart[];
  calendars: MailPart[];
};

/**
 * What of a mail is its body and what comes along (RFC 2046, section 5.1; RFC 2387). Of alternatives the plain one and the
 * HTML one are kept together, the reader chooses between them later; pictures of a related part come along; what machines
 * wrote for machines in a report is neither. A second text with a file name is a file.
 */
export function select(root: MailPart): Selection {
  const attachments: MailPart[] = [];
  const calendars: MailPart[] = [];
  let hasBody = false;

  function walk(part: MailPart): Block[] {
    if (part.type === 'multipart/alternative') return alternative(part);
    if (part.type === 'multipart/related') return related(part);
    if (part.type === 'multipart/report') return report(part);
    if (part.type.startsWith('multipart/')) return part.children.flatMap(walk);
    return leaf(part);
  }

  function leaf(part: MailPart): Block[] {
    if (part.type === 'text/calendar' && part.bytes !== undefined) calendars.push(part);
    if (isMachines(part) || isOtherView(part)) return [];
    const text = textKind(part);
    if (
      text === undefined ||
      part.disposition === 'attachment' ||
      part.bytes === undefined ||
      (part.name !== undefined && hasBody)
    ) {
      attachments.push(part);
      return [];
    }
    if (part.bytes.length > 0) hasBody = true;
    return [text === 'html' ? { html: part } : { plain: part }];
  }

  /** The last HTML is the best one that its author offers, the first plain text the plainest. */
  function alternative(part: MailPart): Block[] {
    const offers = part.children.map((child) => {
      hasBody = false;
      return walk(child);
    });
    hasBody = true;
    const html = offers.findLast((blocks) => blocks.some((block) => block.html !== undefined));
    const plain = offers.find((blocks) => blocks.length > 0 && blocks.every((block) => block.html === undefined));
    if (html === undefined) return plain ?? [];
    const [first] = html;
    // With one text on either side they say the same. Otherwise the richer side is the body as it is.
    if (plain?.length === 1 && html.length === 1 && first !== undefined) return [{ ...plain[0], ...first }];
    if (plain?.length !== 1 || plain[0]?.plain === undefined || first === undefined) return html;
    return [{ ...first, instead: plain[0].plain }, ...html.slice(1)];
  }

  function related(part: MailPart): Block[] {
    const start = part.params.get('start')?.replace(/^[<\s]+|[>\s]+$/g, '');
    const [first] = part.children;
    const shown = part.params.get('type')?.toLowerCase();
    // Some put the pictures first and say only by the type which part is shown.
    const pictured = first !== undefined && !/^(text|multipart)\//.test(first.type);
    const root =
      part.children.find((child) => child.cid !== undefined && child.cid === start) ??
      (pictured ? part.children.find((child) => child.type === shown) : undefined) ??
      first;
    return part.children.flatMap((child) => {
      if (child === root || (child.cid === undefined && child.location === undefined)) return walk(child);
      if (child.type.startsWith('multipart/')) return walk(child);
      attachments.push(child);
      return [];
    });
  }

  function report(part: MailPart): Block[] {
    // What is for people comes first (RFC 6522, section 3), unless a server has turned it round.
    const words = part.children.findIndex((child) => !isMachines(child));
    return part.children.flatMap((child, index) => {
      if (index === words || child.type.startsWith('multipart/')) return walk(child);
      if (!isMachines(child)) attachments.push(child);
      return [];
    });
  }

  return { body: walk(root), attachments, calendars };
}

/** The same words once more for programs of another kind: for clocks, and for those that run parts of a page. */
const isOtherView = ({ type, name, parent }: MailPart): boolean =>
  parent?.type === 'multipart/alternative' && name === undefined && /^text\/(x-amp-html|watch-html)$/.test(type);

/** Reports of RFC 3464, 8098 and 5965, and the resource fork of AppleDouble (RFC 1740). */
function isMachines(part: MailPart): boolean {
  return (
    /^message\/((global-)?(delivery-status|disposition-notification|headers)|feedback-report)$/.test(part.type) ||
    part.type === 'text/rfc822-headers' ||
    (part.type === 'application/applefile' && part.parent?.type === 'multipart/appledouble')
  );
}

/** In the order of the mail, however deep they lie. */
export function everyPart(root: MailPart): MailPart[] {
  const found: MailPart[] = [];
  const waiting = [root];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    found.push(part);
    for (const child of part.children.toReversed()) waiting.push(child);
  }
  return found;
}
