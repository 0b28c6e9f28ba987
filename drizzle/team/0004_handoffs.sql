-- Giving over, one or fifty at once, with what the next one needs to know.

-- entries: [{"id", "version"}], target: {"agentId"?, "departmentId"?}. Each is decided alone: one that somebody changed since does not
-- hold up the others.
CREATE FUNCTION throughline.reassign(entries jsonb, target jsonb, note jsonb DEFAULT NULL, reason text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  entry jsonb;
  before conversations;
  c conversations;
  change jsonb := jsonb_build_object('assigneeId', target ->> 'agentId');
  handoff uuid;
  due bigint := now_ms() + ((setting('handoff', '{}') ->> 'minutes')::numeric * 60000)::bigint;
  results jsonb := '[]';
BEGIN
  IF target ->> 'agentId' IS NULL AND target ->> 'departmentId' IS NULL THEN
    RAISE EXCEPTION 'target: expected an agent or a department' USING ERRCODE = '22023';
  END IF;
  IF target ? 'departmentId' THEN change := change || jsonb_build_object('departmentId', target ->> 'departmentId'); END IF;
  -- In one order whoever asks, so that two who give the same fifty do not wait for each other.
  FOR entry IN SELECT e FROM jsonb_array_elements(entries) AS e ORDER BY e ->> 'id' LOOP
    before := locked_conversation(agent, (entry ->> 'id')::uuid);
    IF before.version <> (entry ->> 'version')::integer OR before.merged_into IS NOT NULL THEN
      results := results || refused('changed', before);
      CONTINUE;
    END IF;
    IF NOT leads(agent) AND before.assignee_id IS NOT NULL AND before.assignee_id <> agent.id THEN
      RAISE EXCEPTION 'only a lead may give what somebody else has' USING ERRCODE = '42501';
    END IF;
    c := apply_claim(agent, before, change);
    -- Whoever is given something earlier offered answers the newer offer alone.
    UPDATE handoffs h SET state = 'undone', answered_at = now_ms() WHERE h.conversation_id = c.id AND h.state = 'offered';
    handoff := gen_random_uuid();
    INSERT INTO handoffs (id, conversation_id, customer_id, by_id, from_id, to_id, to_department, note, reason, state, before, created_at, due_at)
    VALUES (handoff, c.id, c.customer_id, agent.id, before.assignee_id, (target ->> 'agentId')::uuid, (target ->> 'departmentId')::uuid,
      coalesce(note, '{}'), reason,
      CASE WHEN (target ->> 'agentId')::uuid IS NOT DISTINCT FROM agent.id THEN 'accepted' ELSE 'offered' END,
      jsonb_build_object('assigneeId', before.assignee_id, 'departmentId', before.department_id, 'version', c.version),
      now_ms(), coalesce(due, now_ms() + 1800000));
    PERFORM note_audit('reassign', 'conversation', c.id::text, c.customer_id, jsonb_build_object(
      'from', before.assignee_id, 'to', c.assignee_id, 'department', c.department_id, 'version', c.version, 'handoff', handoff, 'reason', reason));
    results := results || jsonb_build_object('ok', true, 'conversation', to_jsonb(c), 'handoffId', handoff);
  END LOOP;
  RETURN results;
END $$;

-- Puts a conversation back to how it stood before a handoff; nothing when somebody has changed who has it since.
CREATE FUNCTION throughline.put_back(agent throughline.agents, h throughline.handoffs) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  c conversations;
  giver uuid := (h.before ->> 'assigneeId')::uuid;
BEGIN
  SELECT * INTO c FROM conversations WHERE id = h.conversation_id FOR UPDATE;
  IF c.assignee_id IS DISTINCT FROM h.to_id THEN RETURN NULL; END IF;
  -- Who left cannot get it back: it goes to the queue.
  IF NOT EXISTS (SELECT 1 FROM agents WHERE id = giver AND removed_at IS NULL) THEN giver := NULL; END IF;
  RETURN apply_claim(agent, c, jsonb_build_object('assigneeId', giver, 'departmentId', h.before ->> 'departmentId'));
END $$;

CREATE FUNCTION throughline.handoff_answer(id uuid, accept boolean, words text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  h handoffs;
  c conversations;
BEGIN
  SELECT * INTO h FROM handoffs x WHERE x.id = handoff_answer.id FOR UPDATE;
  IF h.id IS NULL OR NOT (leads(agent) OR h.to_id = agent.id OR (h.to_id IS NULL
    AND h.to_department IN (SELECT department_id FROM memberships WHERE agent_id = agent.id))) THEN
    RAISE EXCEPTION 'no such handoff' USING ERRCODE = 'P0002';
  END IF;
  SELECT * INTO c FROM conversations x WHERE x.id = h.conversation_id FOR UPDATE;
  IF h.state <> 'offered' THEN RETURN refused(h.state, c); END IF;
  IF c.assignee_id IS DISTINCT FROM h.to_id THEN
    UPDATE handoffs x SET state = 'undone', answered_at = now_ms() WHERE x.id = h.id;
    RETURN refused('changed', c);
  END IF;
  IF NOT accept THEN
    c := put_back(agent, h);
  ELSIF h.to_id IS NULL THEN
    c := apply_claim(agent, c, jsonb_build_object('assigneeId', agent.id));
  END IF;
  UPDATE handoffs x SET state = CASE WHEN accept THEN 'accepted' ELSE 'returned' END, answered_at = now_ms(), answer = words WHERE x.id = h.id;
  PERFORM note_audit(CASE WHEN accept THEN 'handoff-accepted' ELSE 'handoff-returned' END, 'handoff', h.id::text, h.customer_id,
    jsonb_build_object('conversation', h.conversation_id, 'words', words, 'version', c.version));
  RETURN jsonb_build_object('ok', true, 'conversation', to_jsonb(c));
END $$;

CREATE FUNCTION throughline.handoff_undo(id uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  h handoffs;
  c conversations;
BEGIN
  SELECT * INTO h FROM handoffs x WHERE x.id = handoff_undo.id FOR UPDATE;
  IF h.id IS NULL OR NOT (leads(agent) OR h.by_id = agent.id) THEN RAISE EXCEPTION 'no such handoff' USING ERRCODE = 'P0002'; END IF;
  SELECT * INTO c FROM conversations x WHERE x.id = h.conversation_id FOR UPDATE;
  IF h.state NOT IN ('offered', 'accepted') OR c.version <> (h.before ->> 'version')::integer THEN RETURN refused('changed', c); END IF;
  c := put_back(agent, h);
  UPDATE handoffs x SET state = 'undone', answered_at = now_ms() WHERE x.id = h.id;
  PERFORM note_audit('handoff-undone', 'handoff', h.id::text, h.customer_id, jsonb_build_object('conversation', h.conversation_id, 'version', c.version));
  RETURN jsonb_build_object('ok', true, 'conversation', to_jsonb(c));
END $$;

-- Brings back what nobody answered: handoffs after their time, and conversations whose holder let the customer wait too long. Any node
-- may ask at any time; what another is just bringing back is passed over.
CREATE FUNCTION throughline.sweep() RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  h handoffs;
  c conversations;
  nobody agents;
  returned jsonb := '[]';
  queued jsonb := '[]';
BEGIN
  FOR h IN SELECT * FROM handoffs WHERE state = 'offered' AND due_at <= now_ms() ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED LOOP
    c := put_back(nobody, h);
    UPDATE handoffs x SET state = 'expired', answered_at = now_ms() WHERE x.id = h.id;
    PERFORM note_audit('handoff-expired', 'handoff', h.id::text, h.customer_id, jsonb_build_object('conversation', h.conversation_id, 'version', c.version));
    returned := returned || to_jsonb(h.id);
  END LOOP;
  FOR c IN SELECT * FROM conversations WHERE response_due <= now_ms() AND waiting_since IS NOT NULL AND assignee_id IS NOT NULL
    AND status = 'open' AND merged_into IS NULL ORDER BY response_due LIMIT 100 FOR UPDATE SKIP LOCKED LOOP
    PERFORM note_audit('response-lease-ended', 'conversation', c.id::text, c.customer_id, jsonb_build_object('from', c.assignee_id, 'version', c.version + 1));
    c := apply_claim(nobody, c, '{"assigneeId": null}');
    queued := queued || to_jsonb(c.id);
  END LOOP;
  RETURN jsonb_build_object('handoffs', returned, 'conversations', queued);
END $$;
