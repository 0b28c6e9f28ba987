CREATE TABLE `file_asks` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`attachment_key` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`detail` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `file_asks_id_unique` ON `file_asks` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `file_asks_attachment_key_unique` ON `file_asks` (`attachment_key`);--> statement-breakpoint
CREATE INDEX `file_asks_open` ON `file_asks` (`key`) WHERE state IN ('asked', 'taken');