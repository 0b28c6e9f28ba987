-- Calls. What is known of one grows while it goes on: it rings, is answered or not, and may turn out to be somebody else's. The payload
-- says how it stands; who waits because of it is counted here, however many desks heard it and however often they rang.

-- The first thing a person said that nobody has answered since. An answer that failed or was called off is none. Whoever rang has waited
-- once the call is over and nobody spoke to them; having been spoken to answers what came before.
CREATE OR REPLACE FUNCTION throughline.unanswered_since(person uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  WITH identities AS (SELECT k.id FROM customers k WHERE k.root_id = person),
  answered AS (
    SELECT max(o.sent_at) AS at FROM identities CROSS JOIN LATERAL (
      SELECT r.sent_at FROM records r WHERE r.customer_id = identities.id
        AND CASE WHEN r.kind = 'call' THEN r.payload #>> '{call,told,answeredAt}' IS NOT NULL
          ELSE r.direction = 'out' AND NOT r.automatic AND coalesce(r.payload ->> 'delivery', 'sent') NOT IN ('failed', 'cancelled') END
      ORDER BY r.sent_at DESC LIMIT 1) AS o)
  SELECT min(i.sent_at) FROM identities CROSS JOIN LATERAL (
    SELECT r.sent_at FROM records r WHERE r.customer_id = identities.id AND r.direction = 'in' AND NOT r.automatic
      AND (r.kind <> 'call' OR r.payload #>> '{call,told,state}' = 'ended')
      AND r.sent_at > coalesce((SELECT at FROM answered), -1)
    ORDER BY r.sent_at LIMIT 1) AS i
$$;

-- Whose it is and whether it makes anybody wait follow what is told last. Only whoever runs its channel could have written it.
CREATE FUNCTION throughline.call_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  theirs uuid := (NEW.payload ->> 'customer')::uuid;
BEGIN
  NEW.automatic := coalesce((NEW.payload ->> 'automatic')::boolean, NEW.automatic);
  NEW.author_id := (NEW.payload ->> 'agent')::uuid;
  IF theirs <> NEW.customer_id AND EXISTS (SELECT 1 FROM customers k WHERE k.id = theirs AND k.erased_at IS NULL) THEN
    NEW.customer_id := theirs;
    NEW.conversation_id := (NEW.payload ->> 'conversation')::uuid;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_changes BEFORE UPDATE ON throughline.records FOR EACH ROW
  WHEN (NEW.kind = 'call' AND NEW.channel_id IS NOT NULL AND NEW.customer_id IS NOT NULL AND OLD.payload IS DISTINCT FROM NEW.payload)
  EXECUTE FUNCTION throughline.call_changes();

-- Since when this person waits, after something became known of a call that was theirs at that time.
CREATE FUNCTION throughline.call_counted(customer uuid, call throughline.records) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid := (SELECT root_id FROM customers WHERE id = customer);
  since bigint := unanswered_since(root);
BEGIN
  IF since IS NULL THEN
    PERFORM spoken(customer, 'out', now_ms() + 315360000000);
  ELSIF call.customer_id <> customer OR call.payload #>> '{call,told,answeredAt}' IS NOT NULL THEN
    UPDATE conversations SET waiting_since = since, changed_at = now_ms()
    WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL AND waiting_since < since;
  ELSIF call.direction = 'in' AND call.payload #>> '{call,told,state}' = 'ended' AND call.sent_at >= since THEN
    PERFORM spoken(customer, 'in', call.sent_at);
  END IF;
END $$;

CREATE FUNCTION throughline.call_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM call_counted(NEW.customer_id, NEW);
  IF TG_OP = 'UPDATE' AND OLD.customer_id <> NEW.customer_id THEN PERFORM call_counted(OLD.customer_id, NEW); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER call_told AFTER INSERT OR UPDATE OF payload ON throughline.records FOR EACH ROW
  WHEN (NEW.kind = 'call' AND NEW.channel_id IS NOT NULL AND NEW.customer_id IS NOT NULL)
  EXECUTE FUNCTION throughline.call_told();

-- Whoever hears a PBX ring takes nobody's call by that: a conversation that one of several listening desks tells of belongs to the queue.
CREATE OR REPLACE FUNCTION throughline.open_one(opening jsonb, agent throughline.agents) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid;
  c conversations;
  at bigint := coalesce((opening ->> 'at')::bigint, now_ms());
  own uuid := CASE WHEN NOT EXISTS (SELECT 1 FROM channels h WHERE h.id = opening ->> 'channelId' AND h.kind = 'asterisk')
    AND (opening ->> 'assigneeId')::uuid = agent.id THEN agent.id END;
BEGIN
  LOOP
    SELECT root_id INTO root FROM customers WHERE id = (opening ->> 'customerId')::uuid;
    IF root IS NULL THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
    PERFORM 1 FROM customers WHERE id = root AND root_id = root FOR UPDATE;
    -- Whoever joined or parted them meanwhile was waited for: it is another root then.
    EXIT WHEN FOUND;
  END LOOP;
  SELECT * INTO c FROM conversations WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL FOR UPDATE;
  IF c.id IS NOT NULL THEN
    IF coalesce((opening ->> 'reopen')::boolean, false) AND c.status IN ('pending', 'snoozed') THEN
      c := apply_claim(agent, c, '{"status": "open"}');
    END IF;
    RETURN c;
  END IF;
  SELECT * INTO c FROM conversations WHERE id = (opening ->> 'id')::uuid;
  -- Opened before, and resolved or absorbed since: a repeated push opens nothing.
  IF c.id IS NOT NULL THEN RETURN c; END IF;
  INSERT INTO conversations (id, customer_id, status, assignee_id, assigned_at, department_id, channel_id, topic, language, opened_at, imported, last_agent_id, changed_at, changed_by)
  VALUES ((opening ->> 'id')::uuid, root, 'open', own, CASE WHEN own IS NOT NULL THEN now_ms() END,
    department_for(opening ->> 'channelId', opening ->> 'topic'), opening ->> 'channelId',
    opening ->> 'topic', opening ->> 'language', at, coalesce((opening ->> 'imported')::boolean, false),
    (SELECT p.last_agent_id FROM conversations p WHERE p.customer_id = root AND p.last_agent_id IS NOT NULL ORDER BY p.changed_at DESC LIMIT 1),
    now_ms(), agent.id)
  RETURNING * INTO c;
  RETURN c;
END $$;
