CREATE TABLE `inbox_counts` (
	`assignee_key` integer NOT NULL,
	`open` integer NOT NULL,
	`people` integer NOT NULL,
	`unread` integer NOT NULL,
	PRIMARY KEY(`assignee_key`, `open`)
);
--> statement-breakpoint
INSERT INTO `inbox_counts` (`assignee_key`, `open`, `people`, `unread`) SELECT `assignee_key`, `open`, COUNT(*), SUM(`unread` > 0) FROM `inbox` GROUP BY `assignee_key`, `open`;
--> statement-breakpoint
CREATE TRIGGER `inbox_counts_insert` AFTER INSERT ON `inbox` BEGIN
  INSERT INTO `inbox_counts` (`assignee_key`, `open`, `people`, `unread`) VALUES (NEW.`assignee_key`, NEW.`open`, 1, NEW.`unread` > 0)
    ON CONFLICT DO UPDATE SET `people` = `people` + 1, `unread` = `unread` + excluded.`unread`;
END;
--> statement-breakpoint
CREATE TRIGGER `inbox_counts_delete` AFTER DELETE ON `inbox` BEGIN
  UPDATE `inbox_counts` SET `people` = `people` - 1, `unread` = `unread` - (OLD.`unread` > 0)
    WHERE `assignee_key` = OLD.`assignee_key` AND `open` = OLD.`open`;
END;
--> statement-breakpoint
CREATE TRIGGER `inbox_counts_update` AFTER UPDATE ON `inbox`
WHEN OLD.`assignee_key` <> NEW.`assignee_key` OR OLD.`open` <> NEW.`open` OR (OLD.`unread` > 0) <> (NEW.`unread` > 0) BEGIN
  UPDATE `inbox_counts` SET `people` = `people` - 1, `unread` = `unread` - (OLD.`unread` > 0)
    WHERE `assignee_key` = OLD.`assignee_key` AND `open` = OLD.`open`;
  INSERT INTO `inbox_counts` (`assignee_key`, `open`, `people`, `unread`) VALUES (NEW.`assignee_key`, NEW.`open`, 1, NEW.`unread` > 0)
    ON CONFLICT DO UPDATE SET `people` = `people` + 1, `unread` = `unread` + excluded.`unread`;
END;
