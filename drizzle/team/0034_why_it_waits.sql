-- What asks for a skill is given to whom has it, and what is given to nobody says why.

-- Whether this is something for this agent: of no topic, of one they are good at, or of one that nobody who could have it is.
CREATE FUNCTION throughline.skilled(a throughline.agents, c throughline.conversations) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT c.topic IS NULL
    OR EXISTS (SELECT 1 FROM unnest(a.skills) AS skill WHERE lower(skill) = lower(c.topic))
    OR NOT EXISTS (SELECT 1 FROM agents k CROSS JOIN unnest(k.skills) AS skill WHERE k.removed_at IS NULL AND lower(skill) = lower(c.topic)
      AND (c.department_id IS NULL OR EXISTS (SELECT 1 FROM memberships m WHERE m.agent_id = k.id AND m.department_id = c.department_id)))
$$;

CREATE OR REPLACE FUNCTION throughline.best_agent(c throughline.conversations, without uuid) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  policy jsonb := setting('assignment', '{}');
  -- When the last one talked with this person, not when the person wrote or the conversation moved.
  talked bigint := coalesce(greatest(
    (SELECT max(r.sent_at) FROM customers k JOIN records r ON r.customer_id = k.id
      WHERE k.root_id = c.customer_id AND r.author_id = c.last_agent_id AND r.direction = 'out'),
    (SELECT max(coalesce(o.closed_at, o.changed_at)) FROM conversations o
      WHERE o.customer_id = c.customer_id AND o.id <> c.id AND o.last_agent_id = c.last_agent_id)), c.changed_at);
  -- Who let it lie since the person waits gets it again only where there is nobody else.
  silent uuid[] := ARRAY(SELECT (x.detail ->> 'from')::uuid FROM audit x WHERE x.customer_id = c.customer_id AND x.subject = c.id::text
    AND x.action IN ('response-lease-ended', 'response-lease-absent') AND x.at >= to_timestamp(c.waiting_since / 1000.0));
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
      AND (c.topic IS NULL OR skilled(a, c))
    ORDER BY
      (a.id = ANY (silent)),
      (sticky_ms > 0 AND a.id IS NOT DISTINCT FROM c.last_agent_id AND talked > now_ms() - sticky_ms) DESC,
      (coalesce((policy ->> 'lastAgentFirst')::boolean, false) AND a.id IS NOT DISTINCT FROM c.last_agent_id) DESC,
      duty_of(a.id, c) DESC,
      CASE WHEN policy ->> 'by' = 'balanced' THEN load.open END,
      (SELECT max(o.assigned_at) FROM conversations o WHERE o.assignee_id = a.id OR o.last_agent_id = a.id) NULLS FIRST,
      -- Two are given something within one millisecond.
      load.open,
      a.id
    LIMIT 1);
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
  FOR waits IN SELECT q.id, q.department_id, q.channel_id, q.language, q.topic FROM conversations q
    WHERE q.assignee_id IS NULL AND q.status = 'open' AND q.merged_into IS NULL AND q.waiting_since IS NOT NULL ORDER BY q.waiting_since, q.id LOOP
    -- Load only grows while this runs: where nobody was found for one, nobody is for the others like it.
    alike := jsonb_build_array(waits.department_id, waits.channel_id, waits.language, waits.topic)::text;
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

-- What keeps a conversation from being given to anybody, the first of what would have to change; null: it is about to be given.
CREATE FUNCTION throughline.nobody_for(c throughline.conversations) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  IF best_agent(c, NULL) IS NOT NULL THEN RETURN NULL; END IF;
  RETURN (
    SELECT CASE
      WHEN count(*) = 0 THEN 'ready'
      WHEN count(*) FILTER (WHERE belongs) = 0 THEN 'department'
      WHEN count(*) FILTER (WHERE belongs AND speaks) = 0 THEN 'language'
      WHEN count(*) FILTER (WHERE belongs AND speaks AND knows) = 0 THEN 'topic'
      ELSE 'full' END
    FROM (SELECT
        c.department_id IS NULL OR EXISTS (SELECT 1 FROM memberships m WHERE m.agent_id = a.id AND m.department_id = c.department_id) AS belongs,
        c.language IS NULL OR a.languages = '{}' OR c.language = ANY (a.languages) AS speaks,
        skilled(a, c) AS knows
      FROM agents a WHERE a.removed_at IS NULL
        AND EXISTS (SELECT 1 FROM presence p WHERE p.agent_id = a.id AND p.state = 'ready' AND p.seen_at > clock_timestamp() - interval '45 seconds')) AS here);
END $$;

-- Why those of these people who wait for nobody in particular are not given to anybody, where the rules of the team give out.
CREATE FUNCTION throughline.why_waits(customers uuid[]) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  everything boolean := sees_all();
  c conversations;
  found jsonb := '{}';
  alike text;
  answer jsonb := '[]';
BEGIN
  IF coalesce(setting('assignment', '{}') ->> 'by', 'queue') NOT IN ('round-robin', 'balanced') THEN RETURN answer; END IF;
  FOR c IN SELECT * FROM conversations q WHERE q.customer_id = ANY (customers[1:500]) AND q.assignee_id IS NULL AND q.status = 'open'
    AND q.merged_into IS NULL AND q.waiting_since IS NOT NULL AND (everything OR sees_customer(q.customer_id)) LOOP
    alike := jsonb_build_array(c.department_id, c.channel_id, c.language, c.topic)::text;
    IF NOT found ? alike THEN found := found || jsonb_build_object(alike, nobody_for(c)); END IF;
    IF found ->> alike IS NOT NULL THEN
      answer := answer || jsonb_strip_nulls(jsonb_build_object('customerId', c.customer_id, 'why', found ->> alike, 'language', c.language,
        'topic', c.topic, 'department', (SELECT d.name FROM departments d WHERE d.id = c.department_id)));
    END IF;
  END LOOP;
  RETURN answer;
END $$;

-- How many conversations everybody has, of whom the caller may see and of others: numbers alone.
CREATE FUNCTION throughline.loads() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE agent agents := caller();
BEGIN
  RETURN (SELECT coalesce(jsonb_object_agg(l.assignee_id, l.open), '{}') FROM (
    SELECT o.assignee_id, count(*) AS open FROM conversations o
    WHERE o.assignee_id IS NOT NULL AND o.status IN ('open', 'pending') AND o.merged_into IS NULL GROUP BY o.assignee_id) AS l);
END $$;

-- Everybody here and whom they look at; of whom the caller may not see it is only said that it is somebody.
CREATE OR REPLACE FUNCTION throughline.together() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  everything boolean := sees_all();
BEGIN
  RETURN jsonb_build_object(
    'presence', (SELECT coalesce(jsonb_agg(jsonb_build_object('nodeId', p.node_id, 'agentId', p.agent_id,
        'customerId', CASE WHEN everything OR sees_customer(p.customer_id) THEN p.customer_id END,
        'looking', p.customer_id IS NOT NULL,
        'state', CASE WHEN p.seen_at < clock_timestamp() - interval '45 seconds' THEN 'offline' ELSE p.state END,
        'forMs', (extract(epoch FROM clock_timestamp() - p.since) * 1000)::bigint)), '[]')
      FROM presence p WHERE p.seen_at > clock_timestamp() - interval '1 day'),
    'watchers', (SELECT coalesce(jsonb_agg(jsonb_build_object('customerId', w.customer_id, 'nodeId', w.node_id, 'agentId', w.agent_id, 'doing', w.doing)), '[]')
      FROM watchers w WHERE w.until > clock_timestamp() AND (everything OR sees_customer(w.customer_id))));
END $$;
