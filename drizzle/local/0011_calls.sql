CREATE TABLE `calls` (
	`item_key` integer PRIMARY KEY NOT NULL,
	`channel_key` integer NOT NULL,
	`remote_id` text NOT NULL,
	`revision` integer NOT NULL,
	`live` integer NOT NULL,
	`answered` integer NOT NULL,
	`normalised` text,
	`assigned` integer DEFAULT 0 NOT NULL,
	`dial_key` text,
	`body` text NOT NULL,
	`wrap_up` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calls_dial_key_unique` ON `calls` (`dial_key`);--> statement-breakpoint
CREATE INDEX `calls_live` ON `calls` (`item_key`) WHERE live = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `calls_remote` ON `calls` (`channel_key`,`remote_id`);--> statement-breakpoint
CREATE INDEX `items_calls` ON `items` (`customer_key`,`key`) WHERE kind = 'call';