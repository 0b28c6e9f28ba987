-- One desk proves that the server went back to an older state; those that are connected meanwhile would not learn of it before they
-- connect again, and would keep to themselves what the server lacks.
CREATE FUNCTION throughline.tell_epoch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('throughline', 'epoch ' || NEW.epoch);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_epoch AFTER UPDATE OF epoch ON throughline.meta FOR EACH ROW
  WHEN (NEW.epoch <> OLD.epoch) EXECUTE FUNCTION throughline.tell_epoch();
