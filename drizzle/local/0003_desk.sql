CREATE TABLE `conversation_tags` (
	`conversation_key` integer NOT NULL,
	`tag_key` integer NOT NULL,
	PRIMARY KEY(`conversation_key`, `tag_key`)
);
--> statement-breakpoint
CREATE INDEX `conversation_tags_tag` ON `conversation_tags` (`tag_key`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_key` integer NOT NULL,
	`agent_key` integer NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminders_id_unique` ON `reminders` (`id`);--> statement-breakpoint
CREATE INDEX `reminders_customer` ON `reminders` (`customer_key`,`at`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE INDEX `reminders_due` ON `reminders` (`at`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE TABLE `tags` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`colour` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_id_unique` ON `tags` (`id`);--> statement-breakpoint
ALTER TABLE `conversations` ADD `woken_at` integer;--> statement-breakpoint
ALTER TABLE `conversations` ADD `result` text;--> statement-breakpoint
CREATE INDEX `conversations_merged` ON `conversations` (`merged_into`) WHERE merged_into IS NOT NULL;--> statement-breakpoint
CREATE INDEX `conversations_asleep` ON `conversations` (`snoozed_until`) WHERE status = 'snoozed' AND snoozed_until IS NOT NULL;--> statement-breakpoint
ALTER TABLE `inbox` ADD `channel_key` integer;--> statement-breakpoint
ALTER TABLE `inbox` ADD `waiting_order` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `inbox_waiting` ON `inbox` (`open`,`waiting_order`,`customer_key`) WHERE open > 0;--> statement-breakpoint
CREATE INDEX `inbox_assignee_waiting` ON `inbox` (`assignee_key`,`open`,`waiting_order`,`customer_key`) WHERE open > 0;--> statement-breakpoint
UPDATE `inbox` SET
  `channel_key` = (SELECT `channel_key` FROM `items` WHERE `items`.`key` = `inbox`.`last_item_key`),
  `waiting_order` = COALESCE(`waiting_since`, 8000000000000000 - `last_activity_at`),
  `open` = CASE WHEN EXISTS (SELECT 1 FROM `conversations` c WHERE c.`customer_key` = `inbox`.`customer_key` AND c.`status` = 'snoozed' AND c.`merged_into` IS NULL) THEN 2 ELSE `open` END;
