CREATE INDEX `attachments_kind` ON `attachments` (`kind`,`item_key`) WHERE inline = 0 AND version IS NULL AND deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `conversations_resolved` ON `conversations` (`closed_at`) WHERE status = 'resolved';--> statement-breakpoint
CREATE INDEX `items_channel` ON `items` (`channel_key`,`key`);--> statement-breakpoint
CREATE INDEX `items_conversation` ON `items` (`conversation_key`,`key`);--> statement-breakpoint
CREATE INDEX `items_agent` ON `items` (`agent_key`,`key`) WHERE agent_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX `items_notes` ON `items` (`key`) WHERE kind = 'note';