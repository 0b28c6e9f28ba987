ALTER TABLE `conversations` ADD `department_id` text;--> statement-breakpoint
ALTER TABLE `inbox` ADD `department_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `inbox` ADD `clock` text;--> statement-breakpoint
ALTER TABLE `inbox` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `inbox` ADD `risk_at` integer;--> statement-breakpoint
ALTER TABLE `inbox` ADD `left_ms` integer;--> statement-breakpoint
CREATE INDEX `inbox_department` ON `inbox` (`department_id`,`open`,`last_activity_at`,`customer_key`) WHERE department_id <> '';--> statement-breakpoint
CREATE INDEX `inbox_department_waiting` ON `inbox` (`department_id`,`open`,`waiting_order`,`customer_key`,`assignee_key`) WHERE department_id <> '' AND open > 0;--> statement-breakpoint
CREATE INDEX `inbox_risk` ON `inbox` (`risk_at`,`due_at`,`assignee_key`,`department_id`) WHERE risk_at IS NOT NULL;--> statement-breakpoint
DROP TRIGGER `inbox_counts_insert`;--> statement-breakpoint
DROP TRIGGER `inbox_counts_delete`;--> statement-breakpoint
DROP TRIGGER `inbox_counts_update`;--> statement-breakpoint
DROP TABLE `inbox_counts`;--> statement-breakpoint
CREATE TABLE `inbox_counts` (
	`assignee_key` integer NOT NULL,
	`open` integer NOT NULL,
	`department_id` text NOT NULL,
	`people` integer NOT NULL,
	`unread` integer NOT NULL,
	`waiting` integer NOT NULL,
	PRIMARY KEY(`assignee_key`, `open`, `department_id`)
);
--> statement-breakpoint
INSERT INTO `inbox_counts` SELECT `assignee_key`, `open`, `department_id`, COUNT(*), SUM(`unread` > 0), COUNT(`waiting_since`) FROM `inbox` GROUP BY `assignee_key`, `open`, `department_id`;
--> statement-breakpoint
CREATE TRIGGER `inbox_counts_insert` AFTER INSERT ON `inbox` BEGIN
  INSERT INTO `inbox_counts` VALUES (NEW.`assignee_key`, NEW.`open`, NEW.`department_id`, 1, NEW.`unread` > 0, NEW.`waiting_since` IS NOT NULL)
    ON CONFLICT DO UPDATE SET `people` = `people` + 1, `unread` = `unread` + excluded.`unread`, `waiting` = `waiting` + excluded.`waiting`;
END;
--> statement-breakpoint
CREATE TRIGGER `inbox_counts_delete` AFTER DELETE ON `inbox` BEGIN
  UPDATE `inbox_counts` SET `people` = `people` - 1, `unread` = `unread` - (OLD.`unread` > 0), `waiting` = `waiting` - (OLD.`waiting_since` IS NOT NULL)
    WHERE `assignee_key` = OLD.`assignee_key` AND `open` = OLD.`open` AND `department_id` = OLD.`department_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `inbox_counts_update` AFTER UPDATE ON `inbox`
WHEN OLD.`assignee_key` <> NEW.`assignee_key` OR OLD.`open` <> NEW.`open` OR OLD.`department_id` <> NEW.`department_id`
  OR (OLD.`unread` > 0) <> (NEW.`unread` > 0) OR (OLD.`waiting_since` IS NULL) <> (NEW.`waiting_since` IS NULL) BEGIN
  UPDATE `inbox_counts` SET `people` = `people` - 1, `unread` = `unread` - (OLD.`unread` > 0), `waiting` = `waiting` - (OLD.`waiting_since` IS NOT NULL)
    WHERE `assignee_key` = OLD.`assignee_key` AND `open` = OLD.`open` AND `department_id` = OLD.`department_id`;
  INSERT INTO `inbox_counts` VALUES (NEW.`assignee_key`, NEW.`open`, NEW.`department_id`, 1, NEW.`unread` > 0, NEW.`waiting_since` IS NOT NULL)
    ON CONFLICT DO UPDATE SET `people` = `people` + 1, `unread` = `unread` + excluded.`unread`, `waiting` = `waiting` + excluded.`waiting`;
END;
--> statement-breakpoint
-- A desk of a team asks anew for everything, because of what it knows nobody told it the department.
DELETE FROM `team_state` WHERE `name` IN ('cursor', 'gap');
