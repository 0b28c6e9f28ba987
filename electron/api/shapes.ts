import { z } from 'zod';
import { inboxSorts, inboxViews } from '../../shared/contract/api.ts';
import { conversationStatuses, itemKinds } from '../../shared/model/index.ts';

export const id = z.string().min(1).max(100);
export const limit = z.int().min(1).max(500);
export const filter = {
  view: z.enum(inboxViews),
  channelId: id.exactOptional(),
  tagId: id.exactOptional(),
  assigneeId: id.exactOptional(),
  departmentId: id.nullable().exactOptional(),
  troubled: z.literal(true).exactOptional(),
};
export const sort = z.enum(inboxSorts);
export const moment = z.int().min(0).max(253_402_300_799_999);
export const lens = z.object({
  channelId: id.exactOptional(),
  kinds: z.array(z.enum(itemKinds)).max(20).exactOptional(),
  files: z.literal(true).exactOptional(),
});
export const cursor = z.string().max(100);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const file = z.object({
  hash,
  name: z.string().min(1).max(255),
  mime: z.string().min(1).max(200),
  size: z.int().min(0),
  as: z.enum(['file', 'image', 'audio', 'voice', 'video', 'video-note', 'animation', 'sticker']).exactOptional(),
  spoiler: z.literal(true).exactOptional(),
});
/** As typed; whether it is one is said in words later. */
export const address = z.string().max(1000);
const webAddress = z.string().max(2048);
const place = { start: z.int().min(0), end: z.int().min(0) };
export const marks = z
  .array(
    z.discriminatedUnion('type', [
      z.object({ ...place, type: z.enum(['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'bullet', 'number']) }),
      z.object({ ...place, type: z.literal('quote'), collapsed: z.literal(true).exactOptional() }),
      z.object({ ...place, type: z.literal('pre'), language: z.string().max(100).exactOptional() }),
      z.object({ ...place, type: z.literal('link'), url: webAddress }),
      z.object({ ...place, type: z.literal('mention'), agentId: id }),
      z.object({
        ...place,
        type: z.literal('image'),
        hash,
        mime: z.string().min(1).max(200),
        width: z.int().min(0).exactOptional(),
        height: z.int().min(0).exactOptional(),
      }),
    ]),
  )
  .max(10_000);
const label = z.string().trim().min(1).max(200);
export const buttons = z
  .array(z.array(z.union([z.object({ label, url: webAddress }), z.object({ label, data: z.string().min(1).max(200) })])).max(20))
  .max(50);
export const nothing = z.object({});
/** Longest text a person may send or note, in UTF-16 units: far above any channel's own limit. */
export const text = z.string().max(1_000_000);
/** What a macro does besides. */
export const sequel = z.object({
  status: z.enum(conversationStatuses).exactOptional(),
  addTags: z.array(id).max(50).exactOptional(),
});
const files = z.array(file).max(50);
const subject = z.string().max(2000);
const copies = z.array(address).max(100);
const forward = z.object({ itemId: id, to: copies.max(100) });
export const draft = z.object({
  text,
  marks: marks.exactOptional(),
  cc: copies.exactOptional(),
  bcc: copies.exactOptional(),
  contactPointId: id.exactOptional(),
  channelId: id.exactOptional(),
  subject: subject.exactOptional(),
  replyToItemId: id.exactOptional(),
  forward: forward.exactOptional(),
  signature: z.literal(false).exactOptional(),
  sequel: sequel.exactOptional(),
  buttons: z
    .array(z.object({ label: z.string().max(200), link: webAddress }))
    .max(20)
    .exactOptional(),
  files,
  pictures: files.exactOptional(),
});
export const reply = z.object({
  customerId: id,
  contactPointId: id.exactOptional(),
  channelId: id,
  text,
  marks: marks.exactOptional(),
  subject: subject.exactOptional(),
  cc: copies.exactOptional(),
  bcc: copies.exactOptional(),
  buttons: buttons.exactOptional(),
  replyToItemId: id.exactOptional(),
  forward: forward.exactOptional(),
  files,
  sequel: sequel.exactOptional(),
});
