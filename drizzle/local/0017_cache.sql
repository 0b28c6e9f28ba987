CREATE TABLE `files_let_go` (
	`hash` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attachments_hash` ON `attachments` (`hash`) WHERE hash IS NOT NULL;