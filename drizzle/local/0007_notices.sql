CREATE TABLE `notices` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`customer_key` integer NOT NULL,
	`item_key` integer,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`count` integer NOT NULL,
	`seen_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_id_unique` ON `notices` (`id`);--> statement-breakpoint
CREATE INDEX `notices_latest` ON `notices` (`at`,`key`);--> statement-breakpoint
CREATE INDEX `notices_unseen` ON `notices` (`customer_key`,`kind`) WHERE seen_at IS NULL;