-- Whoever is shown as waiting has their place in the queue, also where what they said was history when it was told: a desk joins with
-- conversations that were open before, or takes in a mailbox from the latest mail backwards.

-- The first thing a person said that nobody has answered since. An answer that failed or was called off is none.
CREATE FUNCTION throughline.unanswered_since(person uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  WITH identities AS (SELECT k.id FROM customers k WHERE k.root_id = person),
  answered AS (
    SELECT max(o.sent_at) AS at FROM identities CROSS JOIN LATERAL (
      SELECT r.sent_at FROM records r WHERE r.customer_id = identities.id AND r.direction = 'out' AND NOT r.automatic
        AND coalesce(r.payload ->> 'delivery', 'sent') NOT IN ('failed', 'cancelled')
      ORDER BY r.sent_at DESC LIMIT 1) AS o)
  SELECT min(i.sent_at) FROM identities CROSS JOIN LATERAL (
    SELECT r.sent_at FROM records r WHERE r.customer_id = identities.id AND r.direction = 'in' AND NOT r.automatic
      AND r.sent_at > coalesce((SELECT at FROM answered), -1)
    ORDER BY r.sent_at LIMIT 1) AS i
$$;

-- As long as nobody has had an imported conversation in hand, each message of its history may change since when they wait.
CREATE FUNCTION throughline.history_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  c conversations;
  since bigint;
BEGIN
  SELECT o.* INTO c FROM customers k JOIN conversations o ON o.customer_id = k.root_id
  WHERE k.id = NEW.customer_id AND o.imported AND o.status <> 'resolved' AND o.merged_into IS NULL;
  IF c.id IS NULL THEN RETURN NULL; END IF;
  since := unanswered_since(c.customer_id);
  UPDATE conversations o SET waiting_since = since, changed_at = now_ms() WHERE o.id = c.id AND o.waiting_since IS DISTINCT FROM since;
  RETURN NULL;
END $$;
CREATE TRIGGER history_told AFTER INSERT ON throughline.records FOR EACH ROW
  WHEN (NEW.customer_id IS NOT NULL AND NEW.direction IN ('in', 'out') AND NOT NEW.automatic)
  EXECUTE FUNCTION throughline.history_told();

-- Its messages may have been told before it.
CREATE FUNCTION throughline.history_opened() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  NEW.waiting_since := unanswered_since(NEW.customer_id);
  RETURN NEW;
END $$;
CREATE TRIGGER history_opened BEFORE INSERT ON throughline.conversations FOR EACH ROW
  WHEN (NEW.imported AND NEW.status <> 'resolved' AND NEW.waiting_since IS NULL)
  EXECUTE FUNCTION throughline.history_opened();

-- What comes back without having been answered waits as it did.
CREATE OR REPLACE FUNCTION throughline.opened_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid;
BEGIN
  -- Whoever joins or parts them at this moment is waited for.
  SELECT k.root_id INTO root FROM customers k WHERE k.id = NEW.customer_id FOR SHARE;
  PERFORM 1 FROM customers k WHERE k.id = root FOR SHARE;
  IF EXISTS (SELECT 1 FROM conversations o JOIN customers k ON k.id = o.customer_id
    WHERE k.root_id = root AND o.id <> NEW.id AND o.status <> 'resolved' AND o.merged_into IS NULL) THEN
    RAISE EXCEPTION 'this person has another open conversation' USING ERRCODE = '23505';
  END IF;
  NEW.customer_id := root;
  NEW.waiting_since := coalesce(NEW.waiting_since, unanswered_since(root));
  RETURN NEW;
END $$;

-- Those that are open already.
UPDATE throughline.conversations c SET waiting_since = w.since, changed_at = throughline.now_ms()
FROM (SELECT id, throughline.unanswered_since(customer_id) AS since FROM throughline.conversations
  WHERE status <> 'resolved' AND merged_into IS NULL AND waiting_since IS NULL) AS w
WHERE c.id = w.id AND w.since IS NOT NULL;
