CREATE TABLE `canned_replies` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`shortcut` text,
	`body` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `canned_replies_id_unique` ON `canned_replies` (`id`);--> statement-breakpoint
CREATE TABLE `held_replies` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_key` integer NOT NULL,
	`conversation_key` integer,
	`reason` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer,
	`problem` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `held_replies_id_unique` ON `held_replies` (`id`);--> statement-breakpoint
CREATE INDEX `held_replies_customer` ON `held_replies` (`customer_key`);--> statement-breakpoint
CREATE INDEX `held_replies_due` ON `held_replies` (`due_at`) WHERE due_at IS NOT NULL;