CREATE VIRTUAL TABLE `search_items` USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
--> statement-breakpoint
INSERT INTO `search_items` (`search_items`, `rank`) VALUES ('automerge', 16);
--> statement-breakpoint
INSERT INTO `search_items` (`search_items`, `rank`) VALUES ('crisismerge', 64);
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_customers` USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
--> statement-breakpoint
INSERT INTO `search_customers` (`search_customers`, `rank`) VALUES ('automerge', 16);
--> statement-breakpoint
INSERT INTO `search_customers` (`search_customers`, `rank`) VALUES ('crisismerge', 64);
