/**
 * Names that cross a wall or a network are UUIDv7 (RFC 9562, section 5.7) in lower-case text form.
 * The brand keeps one kind of id from being passed where another is meant; it costs nothing at run time.
 */
type Id<Brand extends string> = string & { readonly __id?: Brand };

export type CustomerId = Id<'customer'>;
export type ContactPointId = Id<'contact-point'>;
export type ConversationId = Id<'conversation'>;
export type ItemId = Id<'item'>;
export type AttachmentId = Id<'attachment'>;
export type LinkId = Id<'link'>;
export type AgentId = Id<'agent'>;
export type TagId = Id<'tag'>;
export type ReminderId = Id<'reminder'>;
export type NoticeId = Id<'notice'>;
export type DepartmentId = Id<'department'>;
export type HandoffId = Id<'handoff'>;
export type WhisperId = Id<'whisper'>;
export type DutyId = Id<'duty'>;
export type SavedViewId = Id<'saved-view'>;
/** A channel keeps the id its administrator gave it in the provisioning file. */
export type ChannelId = Id<'channel'>;
/** SHA-256 of a file's bytes, 64 lower-case hex digits; also the name of the file on disk. */
export type FileHash = Id<'file'>;
/** Milliseconds since the Unix epoch, UTC. */
export type EpochMs = number;
