-- Who is here, who looks at whom, and what is given to whom without anybody asking.

CREATE FUNCTION throughline.presence_set(node uuid, state text, customer uuid DEFAULT NULL) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  n nodes := own_node(node);
  p presence;
BEGIN
  IF presence_set.state NOT IN ('ready', 'busy', 'break', 'away', 'call', 'offline') THEN
    RAISE EXCEPTION 'state: expected ready, busy, break, away, call or offline' USING ERRCODE = '22023';
  END IF;
  SELECT * INTO p FROM presence x WHERE x.node_id = n.id;
  INSERT INTO presence AS x (node_id, agent_id, state, customer_id, since, seen_at)
  VALUES (n.id, n.agent_id, presence_set.state, customer, clock_timestamp(), clock_timestamp())
  ON CONFLICT (node_id) DO UPDATE SET state = excluded.state, customer_id = excluded.customer_id, seen_at = excluded.seen_at,
    since = CASE WHEN x.state = excluded.state THEN x.since ELSE excluded.since END;
  IF p.node_id IS NULL OR p.state <> presence_set.state OR p.customer_id IS DISTINCT FROM customer
    OR p.seen_at < clock_timestamp() - interval '45 seconds' THEN
    PERFORM pg_notify('throughline', 'together');
  END IF;
  IF presence_set.state = 'offline' THEN DELETE FROM watchers w WHERE w.node_id = n.id; END IF;
END $$;

CREATE FUNCTION throughline.watch(node uuid, customer uuid, doing text, ttl_ms integer DEFAULT 30000) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  n nodes := own_node(node);
  w watchers;
BEGIN
  IF NOT sees_customer(customer) THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  IF watch.doing NOT IN ('looking', 'typing', 'following') THEN RAISE EXCEPTION 'doing: expected looking, typing or following' USING ERRCODE = '22023'; END IF;
  SELECT * INTO w FROM watchers x WHERE x.customer_id = customer AND x.node_id = n.id;
  INSERT INTO watchers (customer_id, node_id, agent_id, doing, until)
  VALUES (customer, n.id, n.agent_id, watch.doing, clock_timestamp() + make_interval(secs => least(greatest(ttl_ms, 1000), 120000) / 1000.0))
  ON CONFLICT (customer_id, node_id) DO UPDATE SET doing = excluded.doing, until = excluded.until;
  DELETE FROM watchers x WHERE x.until < clock_timestamp() - interval '1 minute';
  IF w.node_id IS NULL OR w.doing <> watch.doing OR w.until < clock_timestamp() THEN PERFORM pg_notify('throughline', 'together'); END IF;
END $$;

CREATE FUNCTION throughline.unwatch(node uuid, customer uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE n nodes := own_node(node);
BEGIN
  DELETE FROM watchers x WHERE x.customer_id = customer AND x.node_id = n.id;
  IF FOUND THEN PERFORM pg_notify('throughline', 'together'); END IF;
END $$;

-- Everybody here and whom they look at, as far as the caller may see it; times as ms that have passed, because clocks differ.
CREATE FUNCTION throughline.together() RETURNS jsonb LANGUAGE sql STABLE SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'presence', (SELECT coalesce(jsonb_agg(jsonb_build_object('nodeId', p.node_id, 'agentId', p.agent_id, 'customerId', p.customer_id,
        'state', CASE WHEN p.seen_at < clock_timestamp() - interval '45 seconds' THEN 'offline' ELSE p.state END,
        'forMs', (extract(epoch FROM clock_timestamp() - p.since) * 1000)::bigint)), '[]')
      FROM presence p WHERE p.seen_at > clock_timestamp() - interval '1 day'),
    'watchers', (SELECT coalesce(jsonb_agg(jsonb_build_object('customerId', w.customer_id, 'nodeId', w.node_id, 'agentId', w.agent_id, 'doing', w.doing)), '[]')
      FROM watchers w WHERE w.until > clock_timestamp()))
$$;

-- Whom a conversation is best given to among those who are here and ready, have room and are responsible; nobody: null.
CREATE FUNCTION throughline.best_agent(c throughline.conversations, without uuid) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  policy jsonb := setting('assignment', '{}');
  sticky_ms bigint := (coalesce((policy ->> 'stickyDays')::numeric, 0) * 86400000)::bigint;
  kind_of_channel text := (SELECT h.kind FROM channels h WHERE h.id = c.channel_id);
BEGIN
  RETURN (
    SELECT a.id FROM agents a
    CROSS JOIN LATERAL (
      SELECT count(*) AS open, count(*) FILTER (WHERE (SELECT h.kind FROM channels h WHERE h.id = o.channel_id) = kind_of_channel) AS alike,
        max(o.assigned_at) AS latest
      FROM conversations o WHERE o.assignee_id = a.id AND o.status IN ('open', 'pending') AND o.merged_into IS NULL) AS load
    WHERE a.removed_at IS NULL AND a.id IS DISTINCT FROM without
      AND EXISTS (SELECT 1 FROM presence p WHERE p.agent_id = a.id AND p.state = 'ready' AND p.seen_at > clock_timestamp() - interval '45 seconds')
      AND (c.department_id IS NULL OR EXISTS (SELECT 1 FROM memberships m WHERE m.agent_id = a.id AND m.department_id = c.department_id))
      AND load.open < coalesce((a.capacity ->> 'total')::integer, (policy ->> 'capacity')::integer, 20)
      AND (kind_of_channel IS NULL OR load.alike < coalesce((a.capacity ->> kind_of_channel)::integer, 2147483647))
      AND (c.language IS NULL OR a.languages = '{}' OR c.language = ANY (a.languages))
    ORDER BY
      (sticky_ms > 0 AND a.id IS NOT DISTINCT FROM c.last_agent_id AND c.changed_at > now_ms() - sticky_ms) DESC,
      (coalesce((policy ->> 'lastAgentFirst')::boolean, false) AND a.id IS NOT DISTINCT FROM c.last_agent_id) DESC,
      (c.topic IS NOT NULL AND c.topic = ANY (a.skills)) DESC,
      CASE WHEN policy ->> 'by' = 'balanced' THEN load.open END,
      (SELECT max(o.assigned_at) FROM conversations o WHERE o.assignee_id = a.id OR o.last_agent_id = a.id) NULLS FIRST,
      a.id
    LIMIT 1);
END $$;

-- Pushes what waits to those who are ready, where the team's policy says so. Any node may ask; one does it at a time.
CREATE FUNCTION throughline.dispatch(max integer DEFAULT 50) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  c conversations;
  chosen uuid;
  nobody agents;
  given jsonb := '[]';
BEGIN
  IF coalesce(setting('assignment', '{}') ->> 'by', 'queue') NOT IN ('round-robin', 'balanced') THEN RETURN given; END IF;
  IF NOT pg_try_advisory_xact_lock(7421, 2) THEN RETURN given; END IF;
  FOR c IN SELECT * FROM conversations q WHERE q.assignee_id IS NULL AND q.status = 'open' AND q.merged_into IS NULL AND q.waiting_since IS NOT NULL
    ORDER BY q.waiting_since, q.id LIMIT least(greatest(max, 1), 200) FOR UPDATE SKIP LOCKED LOOP
    chosen := best_agent(c, NULL);
    CONTINUE WHEN chosen IS NULL;
    c := apply_claim(nobody, c, jsonb_build_object('assigneeId', chosen));
    PERFORM note_audit('assigned', 'conversation', c.id::text, c.customer_id, jsonb_build_object('to', chosen, 'byRule', true, 'version', c.version));
    given := given || jsonb_build_object('id', c.id, 'to', chosen);
  END LOOP;
  RETURN given;
END $$;

-- All that one agent has goes to those who are here, by policy; what nobody can take goes to the queue. One action, undone entry by entry.
CREATE FUNCTION throughline.went_home(agent uuid, reason text DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  c conversations;
  before conversations;
  chosen uuid;
  handoff uuid;
  given jsonb := '[]';
BEGIN
  FOR before IN SELECT * FROM conversations q WHERE q.assignee_id = went_home.agent AND q.status <> 'resolved' AND q.merged_into IS NULL
    ORDER BY q.waiting_since NULLS LAST, q.id FOR UPDATE LOOP
    chosen := best_agent(before, went_home.agent);
    c := apply_claim(lead, before, jsonb_build_object('assigneeId', chosen));
    handoff := NULL;
    IF chosen IS NOT NULL THEN
      handoff := gen_random_uuid();
      INSERT INTO handoffs (id, conversation_id, customer_id, by_id, from_id, to_id, note, reason, state, before, created_at, due_at, answered_at)
      VALUES (handoff, c.id, c.customer_id, lead.id, before.assignee_id, chosen, '{}', reason, 'accepted',
        jsonb_build_object('assigneeId', before.assignee_id, 'departmentId', before.department_id, 'version', c.version), now_ms(), now_ms(), now_ms());
    END IF;
    PERFORM note_audit('reassign', 'conversation', c.id::text, c.customer_id, jsonb_build_object('from', before.assignee_id, 'to', chosen,
      'wentHome', true, 'version', c.version, 'reason', reason));
    given := given || jsonb_build_object('id', c.id, 'to', chosen, 'version', c.version, 'handoffId', handoff);
  END LOOP;
  RETURN given;
END $$;

CREATE FUNCTION throughline.whisper(id uuid, customer uuid, to_agent uuid, words text) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE lead agents := calling_lead();
BEGIN
  IF NOT sees_customer(customer) THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  INSERT INTO whispers (id, customer_id, from_id, to_id, text, at) VALUES (whisper.id, customer, lead.id, to_agent, words, now_ms()) ON CONFLICT DO NOTHING;
  PERFORM note_audit('whisper', 'customer', customer::text, customer, jsonb_build_object('to', to_agent));
END $$;

CREATE FUNCTION throughline.whisper_seen(id uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE agent agents := caller();
BEGIN
  UPDATE whispers w SET seen_at = now_ms() WHERE w.id = whisper_seen.id AND w.to_id = agent.id AND w.seen_at IS NULL;
END $$;
