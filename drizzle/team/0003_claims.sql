-- Claims: compare-and-set on `version`, one round trip; the loser is told who has it.

CREATE FUNCTION throughline.holder_of(c throughline.conversations) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM agents a WHERE a.id = c.assignee_id
$$;

CREATE FUNCTION throughline.refused(why text, c throughline.conversations) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('ok', false, 'why', why, 'conversation', to_jsonb(c), 'holder', holder_of(c))
$$;

-- Locks a conversation for a change by this agent. What the agent does not see is not there.
CREATE FUNCTION throughline.locked_conversation(agent throughline.agents, conversation uuid) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE c conversations;
BEGIN
  SELECT * INTO c FROM conversations WHERE id = conversation FOR UPDATE;
  IF c.id IS NULL OR NOT sees(c.assignee_id, c.department_id) THEN
    RAISE EXCEPTION 'no such conversation' USING ERRCODE = 'P0002';
  END IF;
  RETURN c;
END $$;

-- What an agent who is no lead may make of a conversation: take what is nobody's, take over where the team allows it, give or let go
-- of their own; state, result and tags of their own or nobody's.
CREATE FUNCTION throughline.check_claim(agent throughline.agents, c throughline.conversations, change jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  mine boolean := c.assignee_id IS NOT DISTINCT FROM agent.id;
  free boolean := c.assignee_id IS NULL;
  target uuid := (change ->> 'assigneeId')::uuid;
  takes boolean := change ? 'assigneeId' AND target IS NOT DISTINCT FROM agent.id;
BEGIN
  IF leads(agent) THEN RETURN; END IF;
  IF takes AND NOT mine AND NOT free AND setting('takeOver', '"anyone"') = '"lead"' THEN
    RAISE EXCEPTION 'only a lead may take over from a colleague' USING ERRCODE = '42501';
  END IF;
  IF change ? 'assigneeId' AND NOT takes AND NOT mine AND NOT (free AND target IS NULL) THEN
    RAISE EXCEPTION 'only a lead may give what somebody else has' USING ERRCODE = '42501';
  END IF;
  IF NOT takes AND NOT mine AND NOT free THEN
    RAISE EXCEPTION 'a colleague has this conversation' USING ERRCODE = '42501';
  END IF;
END $$;

-- Sets what `change` names and nothing else; the version grows once. `change` is checked before.
CREATE FUNCTION throughline.apply_claim(agent throughline.agents, c throughline.conversations, change jsonb) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  now_at bigint := now_ms();
  to_status text := coalesce(change ->> 'status', c.status);
  to_assignee uuid := CASE WHEN change ? 'assigneeId' THEN (change ->> 'assigneeId')::uuid ELSE c.assignee_id END;
  to_department uuid := CASE WHEN change ? 'departmentId' THEN (change ->> 'departmentId')::uuid ELSE c.department_id END;
  lease_minutes numeric := (setting('responseLease', '{}') ->> 'minutes')::numeric;
  added uuid[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(change -> 'addTags', '[]'))::uuid);
  removed uuid[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(change -> 'removeTags', '[]'))::uuid);
  given boolean := to_assignee IS DISTINCT FROM c.assignee_id;
BEGIN
  IF to_status NOT IN ('open', 'pending', 'snoozed', 'resolved') THEN
    RAISE EXCEPTION 'status: expected open, pending, snoozed or resolved' USING ERRCODE = '22023';
  END IF;
  IF given AND to_assignee IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agents WHERE id = to_assignee AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'no such agent' USING ERRCODE = 'P0002';
  END IF;
  IF to_department IS DISTINCT FROM c.department_id AND to_department IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM departments WHERE id = to_department AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'no such department' USING ERRCODE = 'P0002';
  END IF;
  UPDATE conversations SET
    status = to_status,
    assignee_id = to_assignee,
    department_id = to_department,
    topic = CASE WHEN change ? 'topic' THEN change ->> 'topic' ELSE topic END,
    language = CASE WHEN change ? 'language' THEN change ->> 'language' ELSE language END,
    result = CASE WHEN to_status <> 'resolved' THEN NULL WHEN change ? 'result' THEN change ->> 'result' ELSE result END,
    closed_at = CASE WHEN to_status <> 'resolved' THEN NULL WHEN c.status = 'resolved' THEN closed_at
      ELSE coalesce((change ->> 'closedAt')::bigint, now_at) END,
    snoozed_until = CASE WHEN to_status <> 'snoozed' THEN NULL WHEN change ? 'snoozedUntil' THEN (change ->> 'snoozedUntil')::bigint ELSE snoozed_until END,
    woken_at = CASE WHEN change ? 'wokenAt' THEN (change ->> 'wokenAt')::bigint WHEN change ? 'status' THEN NULL ELSE woken_at END,
    waiting_since = CASE WHEN to_status = 'resolved' THEN NULL ELSE waiting_since END,
    tags = (SELECT coalesce(array_agg(DISTINCT tag), '{}') FROM unnest(c.tags || added) AS tag WHERE tag <> ALL (removed)),
    assigned_at = CASE WHEN given THEN now_at ELSE assigned_at END,
    last_agent_id = coalesce(to_assignee, c.assignee_id, last_agent_id),
    response_due = CASE
      WHEN to_assignee IS NULL OR to_status = 'resolved' THEN NULL
      WHEN change ? 'responseDue' THEN (change ->> 'responseDue')::bigint
      WHEN given AND waiting_since IS NOT NULL AND lease_minutes > 0 THEN now_at + (lease_minutes * 60000)::bigint
      WHEN given THEN NULL
      ELSE response_due END,
    imported = imported AND NOT (change ? 'status' OR given),
    version = version + 1,
    changed_at = now_at,
    changed_by = agent.id
  WHERE id = c.id RETURNING * INTO c;
  RETURN c;
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'this person has another open conversation' USING ERRCODE = '23505';
END $$;

CREATE FUNCTION throughline.claim(conversation uuid, version integer, change jsonb, reason text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  before conversations := locked_conversation(agent, conversation);
  c conversations;
BEGIN
  IF before.version <> version OR before.merged_into IS NOT NULL THEN RETURN refused('changed', before); END IF;
  PERFORM check_claim(agent, before, change);
  c := apply_claim(agent, before, change);
  PERFORM note_audit(
    CASE WHEN c.assignee_id IS NOT DISTINCT FROM before.assignee_id THEN 'change'
      WHEN c.assignee_id = agent.id THEN 'claim' WHEN c.assignee_id IS NULL THEN 'release' ELSE 'reassign' END,
    'conversation', c.id::text, c.customer_id,
    jsonb_build_object('change', change, 'from', before.assignee_id, 'to', c.assignee_id, 'status', before.status, 'version', c.version,
      'reason', reason));
  RETURN jsonb_build_object('ok', true, 'conversation', to_jsonb(c));
END $$;

-- The longest waiting of the queue, for the calling agent. Two who ask at once get two different ones.
CREATE FUNCTION throughline.take_next(among uuid[] DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  c conversations;
BEGIN
  SELECT * INTO c FROM conversations q
  WHERE q.assignee_id IS NULL AND q.status = 'open' AND q.merged_into IS NULL
    AND (q.department_id IS NULL OR agent.visibility = 'all'
      OR q.department_id IN (SELECT department_id FROM memberships WHERE agent_id = agent.id))
    AND (among IS NULL OR q.department_id = ANY (among))
  ORDER BY q.waiting_since NULLS LAST, q.opened_at, q.id
  LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF c.id IS NULL THEN RETURN NULL; END IF;
  c := apply_claim(agent, c, jsonb_build_object('assigneeId', agent.id));
  PERFORM note_audit('claim', 'conversation', c.id::text, c.customer_id, jsonb_build_object('to', agent.id, 'queue', true, 'version', c.version));
  RETURN to_jsonb(c);
END $$;

-- Two identities shown as one person. Nothing of either is rewritten; what happens to open conversations is written down, so that it
-- can be put back exactly.
CREATE FUNCTION throughline.link(id uuid, a uuid, b uuid, evidence jsonb, by_rule boolean DEFAULT false) RETURNS jsonb
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

-- Takes two people apart again. Roots are found anew from the links that are left, so that longer chains fall apart rightly.
CREATE FUNCTION throughline.unlink(id uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  l links;
  before uuid;
  members uuid[];
  entry jsonb;
  back uuid;
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
      UPDATE conversations c SET merged_into = NULL, version = c.version + 1, changed_at = now_ms(), changed_by = agent.id
      WHERE c.id = (entry ->> 'conversation')::uuid;
    END LOOP;
    FOR entry IN SELECT * FROM jsonb_array_elements(l.restore -> 'moved') LOOP
      SELECT root_id INTO back FROM customers WHERE customers.id = (entry ->> 'from')::uuid;
      UPDATE conversations c SET customer_id = back, version = c.version + 1, changed_at = now_ms(), changed_by = agent.id
      WHERE c.id = (entry ->> 'conversation')::uuid;
    END LOOP;
  END IF;
  PERFORM note_audit('unlink', 'link', l.id::text, before, jsonb_build_object('a', l.a_id, 'b', l.b_id));
  RETURN jsonb_build_object('ok', true, 'root', (SELECT root_id FROM customers WHERE customers.id = l.a_id));
END $$;
