CREATE TABLE `agents` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`is_me` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agents_id_unique` ON `agents` (`id`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`item_key` integer NOT NULL,
	`channel_key` integer,
	`name` text NOT NULL,
	`mime` text NOT NULL,
	`size` integer,
	`kind` text NOT NULL,
	`inline` integer NOT NULL,
	`duration_ms` integer,
	`width` integer,
	`height` integer,
	`state` text NOT NULL,
	`hash` text,
	`ref` text,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_id_unique` ON `attachments` (`id`);--> statement-breakpoint
CREATE INDEX `attachments_item` ON `attachments` (`item_key`);--> statement-breakpoint
CREATE INDEX `attachments_waiting` ON `attachments` (`channel_key`,`key`) WHERE state = 'fetching';--> statement-breakpoint
CREATE TABLE `channels` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`config` text NOT NULL,
	`secrets` blob NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `channels_id_unique` ON `channels` (`id`);--> statement-breakpoint
CREATE TABLE `contact_channels` (
	`contact_key` integer NOT NULL,
	`channel_key` integer NOT NULL,
	`thread_key` integer,
	`last_in_at` integer,
	`last_out_at` integer,
	`unreachable_reason` text,
	`unreachable_at` integer,
	`unreachable_detail` text,
	PRIMARY KEY(`contact_key`, `channel_key`)
);
--> statement-breakpoint
CREATE TABLE `contact_points` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_key` integer NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`label` text,
	`normalised` text NOT NULL,
	`verified` integer NOT NULL,
	`evidence` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_points_id_unique` ON `contact_points` (`id`);--> statement-breakpoint
CREATE INDEX `contact_points_key` ON `contact_points` (`kind`,`normalised`);--> statement-breakpoint
CREATE INDEX `contact_points_customer` ON `contact_points` (`customer_key`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_key` integer NOT NULL,
	`status` text NOT NULL,
	`assignee_key` integer,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`snoozed_until` integer,
	`imported` integer NOT NULL,
	`merged_into` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversations_id_unique` ON `conversations` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_open_conversation` ON `conversations` (`customer_key`) WHERE status <> 'resolved' AND merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `conversations_customer` ON `conversations` (`customer_key`,`opened_at`);--> statement-breakpoint
CREATE TABLE `cursors` (
	`channel_key` integer NOT NULL,
	`stream` text NOT NULL,
	`cursor` text NOT NULL,
	PRIMARY KEY(`channel_key`, `stream`)
);
--> statement-breakpoint
CREATE TABLE `customer_texts` (
	`customer_key` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`indexed` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `customer_texts_waiting` ON `customer_texts` (`customer_key`) WHERE indexed = 0;--> statement-breakpoint
CREATE TABLE `customers` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`root_key` integer NOT NULL,
	`name` text NOT NULL,
	`name_rank` integer NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_id_unique` ON `customers` (`id`);--> statement-breakpoint
CREATE INDEX `customers_root` ON `customers` (`root_key`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`customer_key` integer NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`customer_key`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`customer_key` integer PRIMARY KEY NOT NULL,
	`assignee_key` integer NOT NULL,
	`open` integer NOT NULL,
	`last_activity_at` integer NOT NULL,
	`last_item_key` integer NOT NULL,
	`waiting_since` integer,
	`unread` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inbox_assignee` ON `inbox` (`assignee_key`,`open`,`last_activity_at`,`customer_key`);--> statement-breakpoint
CREATE INDEX `inbox_all` ON `inbox` (`open`,`last_activity_at`,`customer_key`);--> statement-breakpoint
CREATE TABLE `intake` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel_key` integer NOT NULL,
	`stream` text NOT NULL,
	`remote_key` text NOT NULL,
	`body` text NOT NULL,
	`source_hash` text,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `intake_state` ON `intake` (`state`,`channel_key`,`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `intake_remote` ON `intake` (`channel_key`,`stream`,`remote_key`);--> statement-breakpoint
CREATE TABLE `item_versions` (
	`item_key` integer NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`html_hash` text,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	PRIMARY KEY(`item_key`, `version`)
);
--> statement-breakpoint
CREATE TABLE `items` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`arrival` integer NOT NULL,
	`customer_key` integer NOT NULL,
	`conversation_key` integer,
	`thread_key` integer,
	`channel_key` integer,
	`contact_key` integer,
	`agent_key` integer,
	`kind` text NOT NULL,
	`direction` text NOT NULL,
	`remote_id` text,
	`sent_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`subject` text,
	`text` text NOT NULL,
	`html_hash` text,
	`has_remote_content` integer DEFAULT 0 NOT NULL,
	`source_hash` text,
	`mail` text,
	`reply_to_key` integer,
	`automatic` integer DEFAULT 0 NOT NULL,
	`versions` integer DEFAULT 0 NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`event` text,
	`delivery` text,
	`delivery_note` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `items_id_unique` ON `items` (`id`);--> statement-breakpoint
CREATE INDEX `items_timeline` ON `items` (`customer_key`,`key`);--> statement-breakpoint
CREATE INDEX `items_unread` ON `items` (`customer_key`,`arrival`) WHERE direction = 'in';--> statement-breakpoint
CREATE INDEX `items_out` ON `items` (`customer_key`,`key`) WHERE direction = 'out';--> statement-breakpoint
CREATE UNIQUE INDEX `items_remote` ON `items` (`thread_key`,`remote_id`);--> statement-breakpoint
CREATE TABLE `links` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`a_key` integer NOT NULL,
	`b_key` integer NOT NULL,
	`evidence` text NOT NULL,
	`agent_key` integer,
	`created_at` integer NOT NULL,
	`restore` text NOT NULL,
	`undone_at` integer,
	`undone_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `links_id_unique` ON `links` (`id`);--> statement-breakpoint
CREATE INDEX `links_a` ON `links` (`a_key`);--> statement-breakpoint
CREATE INDEX `links_b` ON `links` (`b_key`);--> statement-breakpoint
CREATE TABLE `mail_ids` (
	`channel_key` integer NOT NULL,
	`message_id` text NOT NULL,
	`thread_key` integer NOT NULL,
	PRIMARY KEY(`channel_key`, `message_id`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`key` integer PRIMARY KEY NOT NULL,
	`item_key` integer NOT NULL,
	`channel_key` integer NOT NULL,
	`contact_key` integer NOT NULL,
	`state` text NOT NULL,
	`intent` text NOT NULL,
	`created_at` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`after_send` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_item_key_unique` ON `outbox` (`item_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`channel_key`,`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `outbox_attempts` (
	`outbox_key` integer NOT NULL,
	`n` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`outcome` text,
	`code` text,
	`detail` text,
	PRIMARY KEY(`outbox_key`, `n`)
);
--> statement-breakpoint
CREATE TABLE `read_marks` (
	`agent_key` integer NOT NULL,
	`customer_key` integer NOT NULL,
	`up_to` integer NOT NULL,
	PRIMARY KEY(`agent_key`, `customer_key`)
);
--> statement-breakpoint
CREATE TABLE `search_queue` (
	`item_key` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sequences` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `threads` (
	`key` integer PRIMARY KEY NOT NULL,
	`channel_key` integer NOT NULL,
	`remote_thread` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `threads_remote` ON `threads` (`channel_key`,`remote_thread`);