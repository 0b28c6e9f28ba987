DROP TABLE `search_items`;
--> statement-breakpoint
DROP TABLE `search_customers`;
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_items` USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='3 4');
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_customers` USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='3 4');
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_words` USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_words_list` USING fts5vocab('search_words', 'row');
--> statement-breakpoint
INSERT INTO `search_items` (`search_items`, `rank`) VALUES ('automerge', 16);
--> statement-breakpoint
INSERT INTO `search_items` (`search_items`, `rank`) VALUES ('crisismerge', 64);
--> statement-breakpoint
INSERT INTO `search_customers` (`search_customers`, `rank`) VALUES ('automerge', 16);
--> statement-breakpoint
INSERT INTO `search_customers` (`search_customers`, `rank`) VALUES ('crisismerge', 64);
--> statement-breakpoint
INSERT INTO `search_words` (`search_words`, `rank`) VALUES ('automerge', 16);
--> statement-breakpoint
INSERT INTO `search_words` (`search_words`, `rank`) VALUES ('crisismerge', 64);
--> statement-breakpoint
INSERT INTO `search_queue` (`item_key`) SELECT `key` FROM `items` WHERE `kind` <> 'event' ON CONFLICT DO NOTHING;
--> statement-breakpoint
UPDATE `customer_texts` SET `indexed` = 0;
