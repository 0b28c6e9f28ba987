-- People shown as one have one open conversation. One that was over when they were joined stays under the identity it was of, so that
-- the index, which goes by identity, does not see it come back beside the other.
CREATE FUNCTION throughline.opened_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid;
BEGIN
  -- Whoever joins or parts them at this moment is waited for.
  SELECT k.root_id INTO root FROM customers k WHERE k.id = NEW.customer_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM conversations o JOIN customers k ON k.id = o.customer_id
    WHERE k.root_id = root AND o.id <> NEW.id AND o.status <> 'resolved' AND o.merged_into IS NULL) THEN
    RAISE EXCEPTION 'this person has another open conversation' USING ERRCODE = '23505';
  END IF;
  NEW.customer_id := root;
  RETURN NEW;
END $$;
CREATE TRIGGER opened_again BEFORE UPDATE ON throughline.conversations FOR EACH ROW
  WHEN (OLD.status = 'resolved' AND NEW.status <> 'resolved' AND NEW.merged_into IS NULL)
  EXECUTE FUNCTION throughline.opened_again();
