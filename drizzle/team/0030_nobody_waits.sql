-- What an agent may say of themselves, and what may hold others up, is not theirs to make up.

-- Every desk is told what the others are called.
ALTER TABLE throughline.nodes ADD CONSTRAINT node_is_named CHECK (kind IN ('desk', 'relay') AND length(name) <= 300) NOT VALID;

-- What is done one after another waits for a row that nobody but our functions can lock. An advisory lock is anybody's to take.
CREATE TABLE throughline.turns (name text PRIMARY KEY);
ALTER TABLE throughline.turns ENABLE ROW LEVEL SECURITY;
INSERT INTO throughline.turns (name) VALUES ('links'), ('dispatch');

CREATE OR REPLACE FUNCTION throughline.link(id uuid, a uuid, b uuid, evidence jsonb, by_rule boolean DEFAULT false) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  given_id uuid := id;
  root_a uuid; root_b uuid; kept uuid; joined uuid;
  open_kept conversations; open_joined conversations;
  restore jsonb := '{"absorbed": [], "moved": []}';
BEGIN
  IF NOT (sees_customer(a) AND sees_customer(b)) THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  -- Links are rare and change many rows: one after another.
  PERFORM 1 FROM turns t WHERE t.name = 'links' FOR UPDATE;
  IF EXISTS (SELECT 1 FROM links l WHERE l.id = given_id) THEN
    RETURN jsonb_build_object('ok', true, 'again', true, 'root', (SELECT c.root_id FROM customers c WHERE c.id = a));
  END IF;
  SELECT c.root_id INTO root_a FROM customers c WHERE c.id = a AND c.erased_at IS NULL;
  SELECT c.root_id INTO root_b FROM customers c WHERE c.id = b AND c.erased_at IS NULL;
  IF root_a IS NULL OR root_b IS NULL THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  IF root_a = root_b THEN RETURN jsonb_build_object('ok', false, 'why', 'linked', 'root', root_a); END IF;
  IF by_rule AND EXISTS (
    SELECT 1 FROM links l
    JOIN customers x ON x.id = l.a_id JOIN customers y ON y.id = l.b_id
    WHERE l.undone_at IS NOT NULL AND ((x.root_id = root_a AND y.root_id = root_b) OR (x.root_id = root_b AND y.root_id = root_a))
  ) THEN
    RETURN jsonb_build_object('ok', false, 'why', 'undone-by-hand');
  END IF;
  SELECT c.id INTO kept FROM customers c WHERE c.id IN (root_a, root_b) ORDER BY c.created_at, c.id LIMIT 1;
  joined := CASE WHEN kept = root_a THEN root_b ELSE root_a END;
  PERFORM 1 FROM customers c WHERE c.root_id IN (kept, joined) ORDER BY c.id FOR UPDATE;
  SELECT * INTO open_kept FROM conversations c WHERE c.customer_id = kept AND c.status <> 'resolved' AND c.merged_into IS NULL FOR UPDATE;
  SELECT * INTO open_joined FROM conversations c WHERE c.customer_id = joined AND c.status <> 'resolved' AND c.merged_into IS NULL FOR UPDATE;
  IF open_kept.id IS NOT NULL AND open_joined.id IS NOT NULL THEN
    UPDATE conversations c SET merged_into = open_kept.id, version = c.version + 1, changed_at = now_ms(), changed_by = agent.id WHERE c.id = open_joined.id;
    UPDATE conversations c SET waiting_since = least(c.waiting_since, open_joined.waiting_since), version = c.version + 1,
      changed_at = now_ms(), changed_by = agent.id WHERE c.id = open_kept.id;
    restore := jsonb_build_object('absorbed', jsonb_build_array(jsonb_build_object('conversation', open_joined.id, 'into', open_kept.id)), 'moved', '[]'::jsonb);
  ELSIF open_joined.id IS NOT NULL THEN
    UPDATE conversations c SET customer_id = kept, version = c.version + 1, changed_at = now_ms(), changed_by = agent.id WHERE c.id = open_joined.id;
    restore := jsonb_build_object('absorbed', '[]'::jsonb, 'moved', jsonb_build_array(jsonb_build_object('conversation', open_joined.id, 'from', joined)));
  END IF;
  INSERT INTO links (id, a_id, b_id, evidence, agent_id, created_at, restore)
  VALUES (given_id, a, b, evidence, CASE WHEN by_rule THEN NULL ELSE agent.id END, now_ms(), restore);
  UPDATE customers c SET root_id = kept, version = c.version + 1 WHERE c.root_id = joined;
  PERFORM note_audit('link', 'link', given_id::text, kept, jsonb_build_object('a', a, 'b', b, 'byRule', by_rule));
  RETURN jsonb_build_object('ok', true, 'root', kept, 'restore', restore);
END $$;

CREATE OR REPLACE FUNCTION throughline.unlink(id uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  l links;
  before uuid;
  members uuid[];
  entry jsonb;
  back uuid;
  other uuid;
BEGIN
  PERFORM 1 FROM turns t WHERE t.name = 'links' FOR UPDATE;
  SELECT * INTO l FROM links x WHERE x.id = unlink.id;
  IF l.id IS NULL OR NOT sees_customer(l.a_id) THEN RAISE EXCEPTION 'no such link' USING ERRCODE = 'P0002'; END IF;
  IF l.undone_at IS NOT NULL THEN RETURN jsonb_build_object('ok', false, 'why', 'undone'); END IF;
  IF NOT leads(agent) AND l.agent_id IS DISTINCT FROM agent.id AND l.agent_id IS NOT NULL THEN
    RAISE EXCEPTION 'only a lead may take apart what a colleague linked' USING ERRCODE = '42501';
  END IF;
  UPDATE links x SET undone_at = now_ms(), undone_by = agent.id WHERE x.id = l.id;
  SELECT root_id INTO before FROM customers WHERE customers.id = l.a_id;
  PERFORM 1 FROM customers c WHERE c.root_id = before ORDER BY c.id FOR UPDATE;
  members := ARRAY(SELECT customers.id FROM customers WHERE root_id = before);
  WITH RECURSIVE reached (member, other) AS (
    SELECT m, m FROM unnest(members) AS m
    UNION
    SELECT r.member, CASE WHEN x.a_id = r.other THEN x.b_id ELSE x.a_id END
    FROM reached r JOIN links x ON x.undone_at IS NULL AND r.other IN (x.a_id, x.b_id)
  ), roots AS (
    SELECT DISTINCT ON (r.member) r.member, c.id AS root
    FROM reached r JOIN customers c ON c.id = r.other ORDER BY r.member, c.created_at, c.id
  )
  UPDATE customers c SET root_id = roots.root, version = c.version + 1 FROM roots WHERE c.id = roots.member AND c.root_id <> roots.root;
  IF (SELECT root_id FROM customers WHERE customers.id = l.a_id) <> (SELECT root_id FROM customers WHERE customers.id = l.b_id) THEN
    FOR entry IN SELECT * FROM jsonb_array_elements(l.restore -> 'absorbed') LOOP
      SELECT k.root_id INTO back FROM conversations c JOIN customers k ON k.id = c.customer_id WHERE c.id = (entry ->> 'conversation')::uuid;
      other := nullif(open_of(back), (entry ->> 'conversation')::uuid);
      UPDATE conversations c SET merged_into = other, customer_id = CASE WHEN other IS NULL THEN back ELSE c.customer_id END,
        version = c.version + 1, changed_at = now_ms(), changed_by = agent.id WHERE c.id = (entry ->> 'conversation')::uuid;
    END LOOP;
    FOR entry IN SELECT * FROM jsonb_array_elements(l.restore -> 'moved') LOOP
      SELECT root_id INTO back FROM customers WHERE customers.id = (entry ->> 'from')::uuid;
      UPDATE conversations c SET customer_id = back, version = c.version + 1, changed_at = now_ms(), changed_by = agent.id
      WHERE c.id = (entry ->> 'conversation')::uuid AND c.customer_id = ANY (members) AND (c.status = 'resolved' OR c.merged_into IS NOT NULL OR open_of(back) IS NULL);
    END LOOP;
  END IF;
  PERFORM note_audit('unlink', 'link', l.id::text, before, jsonb_build_object('a', l.a_id, 'b', l.b_id));
  RETURN jsonb_build_object('ok', true, 'root', (SELECT root_id FROM customers WHERE customers.id = l.a_id));
END $$;

CREATE OR REPLACE FUNCTION throughline.dispatch(max integer DEFAULT 50) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  c conversations;
  chosen uuid;
  nobody agents;
  given jsonb := '[]';
  nobody_for text[] := '{}';
  alike text;
  waits record;
BEGIN
  IF coalesce(setting('assignment', '{}') ->> 'by', 'queue') NOT IN ('round-robin', 'balanced') THEN RETURN given; END IF;
  PERFORM 1 FROM turns t WHERE t.name = 'dispatch' FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN given; END IF;
  FOR waits IN SELECT q.id, q.department_id, q.channel_id, q.language FROM conversations q
    WHERE q.assignee_id IS NULL AND q.status = 'open' AND q.merged_into IS NULL AND q.waiting_since IS NOT NULL ORDER BY q.waiting_since, q.id LOOP
    -- Load only grows while this runs: where nobody was found for one, nobody is for the others like it.
    alike := jsonb_build_array(waits.department_id, waits.channel_id, waits.language)::text;
    CONTINUE WHEN alike = ANY (nobody_for);
    SELECT * INTO c FROM conversations q WHERE q.id = waits.id AND q.assignee_id IS NULL AND q.status = 'open' AND q.merged_into IS NULL
      AND q.waiting_since IS NOT NULL FOR UPDATE SKIP LOCKED;
    CONTINUE WHEN c.id IS NULL;
    chosen := best_agent(c, NULL);
    IF chosen IS NULL THEN
      nobody_for := nobody_for || alike;
      CONTINUE;
    END IF;
    c := apply_claim(nobody, c, jsonb_build_object('assigneeId', chosen));
    PERFORM note_audit('assigned', 'conversation', c.id::text, c.customer_id, jsonb_build_object('to', chosen, 'byRule', true, 'version', c.version));
    given := given || jsonb_build_object('id', c.id, 'to', chosen);
    EXIT WHEN jsonb_array_length(given) >= least(greatest(max, 1), 200);
  END LOOP;
  RETURN given;
END $$;
