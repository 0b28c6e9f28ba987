ALTER TABLE `remote_actions` ADD `id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `remote_actions_id_unique` ON `remote_actions` (`id`);