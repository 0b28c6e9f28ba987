CREATE TABLE `team_sharing` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hash` text NOT NULL,
	`kind` text NOT NULL,
	`row_key` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `team_sharing_row` ON `team_sharing` (`hash`,`kind`,`row_key`);