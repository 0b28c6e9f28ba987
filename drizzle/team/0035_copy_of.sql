ALTER TABLE "throughline"."meta" ADD COLUMN "copy_of" bigint;--> statement-breakpoint
-- After the server went back to an older state, desks tell their agents since when decisions may be lost: since the last moment which
-- that state knew, by the server's own clock.
CREATE FUNCTION throughline.copy_known() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  NEW.copy_of := greatest((SELECT (extract(epoch FROM max(a.at)) * 1000)::bigint FROM audit a), (SELECT max(c.changed_at) FROM conversations c));
  RETURN NEW;
END $$;

CREATE TRIGGER copy_known BEFORE UPDATE OF epoch ON throughline.meta FOR EACH ROW
  WHEN (NEW.epoch <> OLD.epoch) EXECUTE FUNCTION throughline.copy_known();
