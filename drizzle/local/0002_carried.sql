CREATE TABLE `albums` (
	`thread_key` integer NOT NULL,
	`album` text NOT NULL,
	`item_key` integer NOT NULL,
	PRIMARY KEY(`thread_key`, `album`)
);
--> statement-breakpoint
CREATE TABLE `contact_names` (
	`contact_key` integer NOT NULL,
	`label` text NOT NULL,
	`until_at` integer NOT NULL,
	PRIMARY KEY(`contact_key`, `label`)
);
--> statement-breakpoint
CREATE TABLE `item_parts` (
	`thread_key` integer NOT NULL,
	`remote_id` text NOT NULL,
	`item_key` integer NOT NULL,
	PRIMARY KEY(`thread_key`, `remote_id`)
);
--> statement-breakpoint
CREATE INDEX `item_parts_item` ON `item_parts` (`item_key`);--> statement-breakpoint
CREATE TABLE `remote_actions` (
	`key` integer PRIMARY KEY NOT NULL,
	`item_key` integer NOT NULL,
	`channel_key` integer NOT NULL,
	`type` text NOT NULL,
	`state` text NOT NULL,
	`body` text NOT NULL,
	`wish` integer NOT NULL,
	`created_at` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`code` text,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `remote_actions_due` ON `remote_actions` (`channel_key`,`state`,`next_attempt_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `remote_actions_item` ON `remote_actions` (`item_key`,`type`);--> statement-breakpoint
ALTER TABLE `attachments` ADD `spoiler` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `attachments` ADD `fetched` integer;--> statement-breakpoint
ALTER TABLE `attachments` ADD `preview_ref` text;--> statement-breakpoint
ALTER TABLE `attachments` ADD `preview_hash` text;--> statement-breakpoint
ALTER TABLE `attachments` ADD `part` text;--> statement-breakpoint
ALTER TABLE `attachments` ADD `deleted_at` integer;--> statement-breakpoint
ALTER TABLE `attachments` ADD `identity` text;--> statement-breakpoint
ALTER TABLE `attachments` ADD `version` integer;--> statement-breakpoint
CREATE INDEX `attachments_previews` ON `attachments` (`channel_key`,`key`) WHERE preview_ref IS NOT NULL;--> statement-breakpoint
ALTER TABLE `contact_channels` ADD `portrait_checked_at` integer;--> statement-breakpoint
ALTER TABLE `contact_channels` ADD `portrait_due_at` integer;--> statement-breakpoint
ALTER TABLE `contact_channels` ADD `group_item_key` integer;--> statement-breakpoint
CREATE INDEX `contact_channels_portrait` ON `contact_channels` (`channel_key`,`portrait_due_at`) WHERE portrait_due_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE `contact_points` ADD `name` text;--> statement-breakpoint
ALTER TABLE `contact_points` ADD `named_at` integer;--> statement-breakpoint
ALTER TABLE `contact_points` ADD `portrait_hash` text;--> statement-breakpoint
ALTER TABLE `item_versions` ADD `marks` text;--> statement-breakpoint
ALTER TABLE `items` ADD `extra` text;