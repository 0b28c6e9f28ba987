-- People are locked before their conversations, by whoever needs both, so that no two wait for each other: what arrives for somebody, who
-- joins and parts people, and who opens again what was over (see opened_again).
CREATE OR REPLACE FUNCTION throughline.locked_conversation(agent throughline.agents, conversation uuid) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE c conversations;
BEGIN
  PERFORM 1 FROM customers k WHERE k.id IN (
    SELECT unnest(ARRAY[o.id, o.root_id]) FROM conversations x JOIN customers o ON o.id = x.customer_id
    WHERE x.id = conversation AND x.status = 'resolved') ORDER BY k.id FOR SHARE;
  SELECT * INTO c FROM conversations WHERE id = conversation FOR UPDATE;
  IF c.id IS NULL OR NOT sees(c.assignee_id, c.department_id) THEN
    RAISE EXCEPTION 'no such conversation' USING ERRCODE = 'P0002';
  END IF;
  RETURN c;
END $$;

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
  PERFORM pg_advisory_xact_lock(7421, 1);
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

-- The open conversation of a person, by their root.
CREATE FUNCTION throughline.open_of(root uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT c.id FROM conversations c WHERE c.customer_id = root AND c.status <> 'resolved' AND c.merged_into IS NULL
$$;

-- Takes two people apart again. Roots are found anew from the links that are left, so that longer chains fall apart rightly. Whoever has
-- an open conversation by now keeps that one: what would be a second stays with it, or where it is.
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
  PERFORM pg_advisory_xact_lock(7421, 1);
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
      other := open_of(back);
      UPDATE conversations c SET merged_into = other, customer_id = CASE WHEN other IS NULL THEN back ELSE c.customer_id END,
        version = c.version + 1, changed_at = now_ms(), changed_by = agent.id WHERE c.id = (entry ->> 'conversation')::uuid;
    END LOOP;
    FOR entry IN SELECT * FROM jsonb_array_elements(l.restore -> 'moved') LOOP
      SELECT root_id INTO back FROM customers WHERE customers.id = (entry ->> 'from')::uuid;
      UPDATE conversations c SET customer_id = back, version = c.version + 1, changed_at = now_ms(), changed_by = agent.id
      WHERE c.id = (entry ->> 'conversation')::uuid AND (c.status = 'resolved' OR c.merged_into IS NOT NULL OR open_of(back) IS NULL);
    END LOOP;
  END IF;
  PERFORM note_audit('unlink', 'link', l.id::text, before, jsonb_build_object('a', l.a_id, 'b', l.b_id));
  RETURN jsonb_build_object('ok', true, 'root', (SELECT root_id FROM customers WHERE customers.id = l.a_id));
END $$;

-- The one open conversation of a person: opened under the given id where there is none, woken where it waited and `reopen` says so.
CREATE OR REPLACE FUNCTION throughline.open_one(opening jsonb, agent throughline.agents) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid;
  c conversations;
  at bigint := coalesce((opening ->> 'at')::bigint, now_ms());
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
  VALUES ((opening ->> 'id')::uuid, root, 'open', CASE WHEN (opening ->> 'assigneeId')::uuid = agent.id THEN agent.id END,
    CASE WHEN (opening ->> 'assigneeId')::uuid = agent.id THEN now_ms() END, department_for(opening ->> 'channelId', opening ->> 'topic'), opening ->> 'channelId',
    opening ->> 'topic', opening ->> 'language', at, coalesce((opening ->> 'imported')::boolean, false),
    (SELECT p.last_agent_id FROM conversations p WHERE p.customer_id = root AND p.last_agent_id IS NOT NULL ORDER BY p.changed_at DESC LIMIT 1),
    now_ms(), agent.id)
  RETURNING * INTO c;
  RETURN c;
END $$;

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
  RETURN NEW;
END $$;
