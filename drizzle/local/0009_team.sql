CREATE TABLE `team_files` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hash` text NOT NULL,
	`role` text NOT NULL,
	`row_key` integer NOT NULL,
	`wanted` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `team_files_wanted` ON `team_files` (`wanted`,`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `team_files_row` ON `team_files` (`role`,`row_key`,`hash`);--> statement-breakpoint
CREATE TABLE `team_queue` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`row_key` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `team_queue_row` ON `team_queue` (`kind`,`row_key`);--> statement-breakpoint
CREATE TABLE `team_shared` (
	`hash` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `team_state` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `team_versions` (
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`body` text,
	PRIMARY KEY(`kind`, `id`)
);
--> statement-breakpoint
CREATE TABLE `team_waiting` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_key` integer NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `outbox` ADD `offered` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `fence` integer;