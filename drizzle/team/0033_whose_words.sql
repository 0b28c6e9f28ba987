ALTER TABLE "throughline"."customers" ADD COLUMN "typed_by" uuid;--> statement-breakpoint
ALTER TABLE "throughline"."records" ADD COLUMN "typed_by" uuid;--> statement-breakpoint
-- Two agents may call one customer differently, or write one canned reply anew, while one of them is cut off. Whose words do not stand is
-- told whose do. Of what desks give back after the server went back to an older state nobody knows who typed it.
CREATE FUNCTION throughline.whose_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  NEW.typed_by := CASE WHEN (SELECT recovering_until > clock_timestamp() FROM meta) THEN NULL ELSE me() END;
  RETURN NEW;
END $$;

CREATE TRIGGER whose_name BEFORE INSERT ON throughline.customers FOR EACH ROW
  WHEN (NEW.name_rank = 2) EXECUTE FUNCTION throughline.whose_words();
CREATE TRIGGER whose_name_now BEFORE UPDATE OF name, name_rank ON throughline.customers FOR EACH ROW
  WHEN (NEW.name_rank = 2 AND (NEW.name, NEW.name_rank) IS DISTINCT FROM (OLD.name, OLD.name_rank)) EXECUTE FUNCTION throughline.whose_words();
CREATE TRIGGER whose_words BEFORE INSERT ON throughline.records FOR EACH ROW
  WHEN (NEW.kind IN ('tag', 'canned', 'wish')) EXECUTE FUNCTION throughline.whose_words();
CREATE TRIGGER whose_words_now BEFORE UPDATE OF payload ON throughline.records FOR EACH ROW
  WHEN (NEW.kind IN ('tag', 'canned', 'wish') AND NEW.payload IS DISTINCT FROM OLD.payload) EXECUTE FUNCTION throughline.whose_words();
