-- A relay is a node that runs channels, and its login nobody who could be given work. It is known by what it does: a relay said hello
-- with this login, and no desk of it was ever on.

CREATE FUNCTION throughline.is_relay(agent uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM nodes n WHERE n.agent_id = agent AND n.kind = 'relay')
    AND NOT EXISTS (SELECT 1 FROM presence p JOIN nodes n ON n.id = p.node_id WHERE p.agent_id = agent AND n.kind = 'desk')
$$;

CREATE OR REPLACE FUNCTION throughline.body_of(of_kind text, of_id text) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  RETURN CASE of_kind
    WHEN 'record' THEN (SELECT to_jsonb(t) || jsonb_build_object('files', (SELECT coalesce(jsonb_agg(f.hash), '[]') FROM record_files f WHERE f.record_id = t.id)) FROM records t WHERE t.id = of_id::uuid)
    WHEN 'conversation' THEN (SELECT to_jsonb(t) FROM conversations t WHERE t.id = of_id::uuid)
    WHEN 'customer' THEN (SELECT to_jsonb(t) FROM customers t WHERE t.id = of_id::uuid)
    WHEN 'contact-point' THEN (SELECT to_jsonb(t) FROM contact_points t WHERE t.id = of_id::uuid)
    WHEN 'link' THEN (SELECT to_jsonb(t) FROM links t WHERE t.id = of_id::uuid)
    WHEN 'outbox' THEN (SELECT to_jsonb(t) FROM outbox t WHERE t.id = of_id::uuid)
    WHEN 'agent' THEN (SELECT to_jsonb(t) || jsonb_build_object('relay', is_relay(t.id),
      'departments', (SELECT coalesce(jsonb_agg(m.department_id), '[]') FROM memberships m WHERE m.agent_id = t.id)) FROM agents t WHERE t.id = of_id::uuid)
    WHEN 'department' THEN (SELECT to_jsonb(t) FROM departments t WHERE t.id = of_id::uuid)
    WHEN 'channel' THEN (SELECT to_jsonb(t) FROM channels t WHERE t.id = of_id)
    WHEN 'lease' THEN (SELECT to_jsonb(t) FROM leases t WHERE t.channel_id = of_id)
    WHEN 'handoff' THEN (SELECT to_jsonb(t) FROM handoffs t WHERE t.id = of_id::uuid)
    WHEN 'whisper' THEN (SELECT to_jsonb(t) FROM whispers t WHERE t.id = of_id::uuid)
    WHEN 'duty' THEN (SELECT to_jsonb(t) FROM duties t WHERE t.id = of_id::uuid)
    WHEN 'setting' THEN (SELECT to_jsonb(t) FROM settings t WHERE t.name = of_id)
  END;
END $$;

-- A login turns out to be a relay's, or somebody sits down with it: every desk is told.
CREATE FUNCTION throughline.node_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM nodes n WHERE n.agent_id = NEW.agent_id AND n.kind = 'relay') THEN
    PERFORM put_change('agent', NEW.agent_id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER told AFTER INSERT ON throughline.nodes FOR EACH ROW WHEN (NEW.kind = 'relay') EXECUTE FUNCTION throughline.node_told();
CREATE TRIGGER told_again AFTER UPDATE ON throughline.nodes FOR EACH ROW WHEN (OLD.kind <> NEW.kind) EXECUTE FUNCTION throughline.node_told();
CREATE TRIGGER told AFTER INSERT ON throughline.presence FOR EACH ROW EXECUTE FUNCTION throughline.node_told();

-- Whoever asks and however: what is given to a relay is given to nobody.
CREATE FUNCTION throughline.given_to_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  IF NOT is_relay(NEW.assignee_id) THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'no such agent' USING ERRCODE = 'P0002'; END IF;
  NEW.assignee_id := NULL;
  NEW.assigned_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER given_to_people BEFORE INSERT ON throughline.conversations FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL) EXECUTE FUNCTION throughline.given_to_people();
CREATE TRIGGER given_to_people_again BEFORE UPDATE ON throughline.conversations FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL AND NEW.assignee_id IS DISTINCT FROM OLD.assignee_id) EXECUTE FUNCTION throughline.given_to_people();

CREATE OR REPLACE FUNCTION throughline.put_back(agent throughline.agents, h throughline.handoffs) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  c conversations;
  giver uuid := (h.before ->> 'assigneeId')::uuid;
BEGIN
  SELECT * INTO c FROM conversations WHERE id = h.conversation_id FOR UPDATE;
  IF c.assignee_id IS DISTINCT FROM h.to_id THEN RETURN NULL; END IF;
  -- Who left, or never was anybody, cannot get it back: it goes to the queue.
  IF NOT EXISTS (SELECT 1 FROM agents WHERE id = giver AND removed_at IS NULL) OR is_relay(giver) THEN giver := NULL; END IF;
  RETURN apply_claim(agent, c, jsonb_build_object('assigneeId', giver, 'departmentId', h.before ->> 'departmentId'));
END $$;

-- What relays were given before goes to the queue, and every desk is told who they are.
UPDATE throughline.conversations SET assignee_id = NULL, response_due = NULL, version = version + 1, changed_at = throughline.now_ms(), changed_by = NULL
WHERE status <> 'resolved' AND assignee_id IN (SELECT a.id FROM throughline.agents a WHERE throughline.is_relay(a.id));
SELECT throughline.put_change('agent', n.agent_id::text) FROM (SELECT DISTINCT agent_id FROM throughline.nodes WHERE kind = 'relay') AS n;
