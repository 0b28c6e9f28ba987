CREATE INDEX "conversations_waiting" ON "throughline"."conversations" USING btree ("waiting_since","id") WHERE assignee_id IS NULL AND status = 'open' AND merged_into IS NULL;--> statement-breakpoint
CREATE INDEX "conversations_unleased" ON "throughline"."conversations" USING btree ("id") WHERE assignee_id IS NOT NULL AND status = 'open' AND merged_into IS NULL AND waiting_since IS NOT NULL AND response_due IS NULL;--> statement-breakpoint
CREATE INDEX "conversations_due" ON "throughline"."conversations" USING btree ("response_due") WHERE response_due IS NOT NULL;--> statement-breakpoint
-- Working time: hours are {"zone", "week": seven times [{"from", "to"}] in minutes of the day, "days": {"YYYY-MM-DD": the same}}. The
-- desks count with the same rules (electron/core/team/hours.ts), and a test holds both against each other.

CREATE FUNCTION throughline.spans_of(hours jsonb, on_day date) RETURNS TABLE (begun bigint, ended bigint) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT (extract(epoch FROM (on_day + make_interval(mins => (s ->> 'from')::integer)) AT TIME ZONE (hours ->> 'zone')) * 1000)::bigint,
    (extract(epoch FROM (on_day + make_interval(mins => (s ->> 'to')::integer)) AT TIME ZONE (hours ->> 'zone')) * 1000)::bigint
  FROM jsonb_array_elements(coalesce(hours -> 'days' -> to_char(on_day, 'YYYY-MM-DD'), hours -> 'week' -> (extract(isodow FROM on_day)::integer - 1))) AS s
  WHERE (s ->> 'from')::integer < (s ->> 'to')::integer
  ORDER BY (s ->> 'from')::integer
$$;

-- When so many minutes of working time have passed since then; nobody ever works so long: null. No hours: every moment is worked.
CREATE FUNCTION throughline.work_after(hours jsonb, since bigint, minutes numeric) RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  left_ms bigint := (greatest(minutes, 0) * 60000)::bigint;
  covered bigint := since;
  on_day date;
  span record;
BEGIN
  IF hours IS NULL OR jsonb_typeof(hours) <> 'object' OR left_ms = 0 THEN RETURN since + left_ms; END IF;
  on_day := (to_timestamp(since / 1000.0) AT TIME ZONE (hours ->> 'zone'))::date;
  FOR n IN 0..799 LOOP
    FOR span IN SELECT * FROM spans_of(hours, on_day + n) LOOP
      CONTINUE WHEN span.ended <= greatest(span.begun, covered);
      covered := greatest(span.begun, covered);
      IF left_ms <= span.ended - covered THEN RETURN covered + left_ms; END IF;
      left_ms := left_ms - (span.ended - covered);
      covered := span.ended;
    END LOOP;
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION throughline.worked_at(hours jsonb, moment bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT hours IS NULL OR jsonb_typeof(hours) <> 'object' OR EXISTS (
    SELECT 1 FROM spans_of(hours, (to_timestamp(moment / 1000.0) AT TIME ZONE (hours ->> 'zone'))::date) AS s
    WHERE s.begun <= moment AND moment < s.ended)
$$;

-- When a department works: by its own hours, or by those of the team.
CREATE FUNCTION throughline.hours_for(department uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT nullif(d.hours, 'null') FROM departments d WHERE d.id = department), nullif(setting('hours', 'null'), 'null'))
$$;

-- Hours are looked at when they are written down, so that no message is ever held up by them.
CREATE FUNCTION throughline.fit_hours(hours jsonb) RETURNS void LANGUAGE plpgsql STABLE SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE spans jsonb;
BEGIN
  IF hours IS NULL OR hours = 'null' THEN RETURN; END IF;
  IF jsonb_typeof(hours -> 'zone') IS DISTINCT FROM 'string' OR jsonb_typeof(hours -> 'week') IS DISTINCT FROM 'array'
    OR jsonb_array_length(hours -> 'week') <> 7 OR jsonb_typeof(coalesce(hours -> 'days', '{}')) <> 'object' THEN
    RAISE EXCEPTION 'hours: expected a zone, seven days and those that differ' USING ERRCODE = '22023';
  END IF;
  PERFORM clock_timestamp() AT TIME ZONE (hours ->> 'zone');
  FOR spans IN SELECT w FROM jsonb_array_elements(hours -> 'week') AS w
    UNION ALL SELECT d.value FROM jsonb_each(coalesce(hours -> 'days', '{}')) AS d LOOP
    IF jsonb_typeof(spans) <> 'array' OR EXISTS (SELECT 1 FROM jsonb_array_elements(spans) AS s
      WHERE NOT coalesce((s ->> 'from')::integer >= 0 AND (s ->> 'from')::integer < (s ->> 'to')::integer AND (s ->> 'to')::integer <= 1440, false)) THEN
      RAISE EXCEPTION 'hours: expected spans of minutes, each ending after it begins' USING ERRCODE = '22023';
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION throughline.hours_fit() RETURNS trigger LANGUAGE plpgsql SET search_path = throughline, pg_catalog, pg_temp AS
$$ BEGIN PERFORM fit_hours(NEW.hours); RETURN NEW; END $$;
CREATE FUNCTION throughline.setting_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = throughline, pg_catalog, pg_temp AS
$$ BEGIN PERFORM fit_hours(NEW.value); RETURN NEW; END $$;

CREATE TRIGGER hours_fit BEFORE INSERT OR UPDATE ON throughline.departments FOR EACH ROW EXECUTE FUNCTION throughline.hours_fit();
CREATE TRIGGER hours_fit BEFORE INSERT OR UPDATE ON throughline.duties FOR EACH ROW EXECUTE FUNCTION throughline.hours_fit();
CREATE TRIGGER hours_fit BEFORE INSERT OR UPDATE ON throughline.settings FOR EACH ROW WHEN (NEW.name = 'hours') EXECUTE FUNCTION throughline.setting_fits();

-- Whose a conversation is that comes by this channel: by the matrix of responsibility, whoever is on duty before whoever is not, the
-- narrower line before the wider; else the channel's own department.
CREATE OR REPLACE FUNCTION throughline.department_for(channel text, about text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT coalesce(
    (SELECT d.department_id FROM duties d WHERE d.removed_at IS NULL AND (d.channel_id IS NULL OR d.channel_id = channel)
      AND (d.topic IS NULL OR d.topic = about)
      AND EXISTS (SELECT 1 FROM departments x WHERE x.id = d.department_id AND x.removed_at IS NULL)
      ORDER BY worked_at(coalesce(nullif(d.hours, 'null'), hours_for(d.department_id)), now_ms()) DESC,
        (d.topic IS NOT NULL) DESC, (d.channel_id IS NOT NULL) DESC, d.id LIMIT 1),
    (SELECT c.department_id FROM channels c WHERE c.id = channel))
$$;

-- Who answers for a conversation just now: 2 owner, 1 deputy, 0 nobody in particular.
CREATE FUNCTION throughline.duty_of(agent uuid, c throughline.conversations) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT coalesce(max(CASE WHEN d.owner_id = agent THEN 2 ELSE 1 END), 0) FROM duties d
  WHERE d.removed_at IS NULL AND agent IN (d.owner_id, d.deputy_id) AND (d.channel_id IS NULL OR d.channel_id = c.channel_id)
    AND (d.topic IS NULL OR d.topic = c.topic) AND (c.department_id IS NULL OR d.department_id = c.department_id)
    AND worked_at(coalesce(nullif(d.hours, 'null'), hours_for(d.department_id)), now_ms())
$$;

-- The last agent where the team wants that, then the owner, then the deputy, then by skill and load.
CREATE OR REPLACE FUNCTION throughline.best_agent(c throughline.conversations, without uuid) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
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
      duty_of(a.id, c) DESC,
      (c.topic IS NOT NULL AND c.topic = ANY (a.skills)) DESC,
      CASE WHEN policy ->> 'by' = 'balanced' THEN load.open END,
      (SELECT max(o.assigned_at) FROM conversations o WHERE o.assignee_id = a.id OR o.last_agent_id = a.id) NULLS FIRST,
      -- Two are given something within one millisecond.
      load.open,
      a.id
    LIMIT 1);
END $$;

-- The response lease runs in working time.
CREATE OR REPLACE FUNCTION throughline.apply_claim(agent throughline.agents, c throughline.conversations, change jsonb) RETURNS throughline.conversations
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
  -- What it turns out to be about decides whose it is, until somebody has it.
  IF change ? 'topic' AND NOT change ? 'departmentId' AND to_assignee IS NULL THEN
    to_department := coalesce(department_for(c.channel_id, change ->> 'topic'), to_department);
  END IF;
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
      WHEN given AND waiting_since IS NOT NULL AND lease_minutes > 0 THEN work_after(hours_for(to_department), now_at, lease_minutes)
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

CREATE OR REPLACE FUNCTION throughline.spoken(customer uuid, spoke_in text, at bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid := (SELECT root_id FROM customers WHERE id = customer);
  minutes numeric := (setting('responseLease', '{}') ->> 'minutes')::numeric;
BEGIN
  IF spoke_in = 'in' THEN
    UPDATE conversations SET waiting_since = at, changed_at = now_ms(),
      response_due = CASE WHEN assignee_id IS NOT NULL AND minutes > 0 THEN work_after(hours_for(department_id), now_ms(), minutes) ELSE response_due END
    WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL AND (waiting_since IS NULL OR waiting_since > at);
  ELSE
    UPDATE conversations SET waiting_since = NULL, response_due = NULL, changed_at = now_ms()
    WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL AND waiting_since <= at;
  END IF;
END $$;

-- Whoever belongs to departments takes what is theirs or nobody's; whoever sees everything and belongs to none, anything.
CREATE OR REPLACE FUNCTION throughline.take_next(among uuid[] DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  c conversations;
  own uuid[] := ARRAY(SELECT department_id FROM memberships WHERE agent_id = agent.id);
BEGIN
  SELECT * INTO c FROM conversations q
  WHERE q.assignee_id IS NULL AND q.status = 'open' AND q.merged_into IS NULL AND q.waiting_since IS NOT NULL
    AND (q.department_id IS NULL OR q.department_id = ANY (own) OR (own = '{}' AND agent.visibility = 'all'))
    AND (among IS NULL OR q.department_id = ANY (among))
  ORDER BY q.waiting_since, q.id
  LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF c.id IS NULL THEN RETURN NULL; END IF;
  c := apply_claim(agent, c, jsonb_build_object('assigneeId', agent.id));
  PERFORM note_audit('claim', 'conversation', c.id::text, c.customer_id, jsonb_build_object('to', agent.id, 'queue', true, 'version', c.version));
  RETURN to_jsonb(c);
END $$;

-- A handoff comes back after its minutes of working time.
CREATE OR REPLACE FUNCTION throughline.reassign(entries jsonb, target jsonb, note jsonb DEFAULT NULL, reason text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  entry jsonb;
  before conversations;
  c conversations;
  change jsonb := jsonb_build_object('assigneeId', target ->> 'agentId');
  handoff uuid;
  minutes numeric := coalesce((setting('handoff', '{}') ->> 'minutes')::numeric, 30);
  -- Where the team has no such rule, a handoff waits as long as it takes.
  never bigint := now_ms() + 315360000000;
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
      now_ms(), CASE WHEN minutes > 0 THEN coalesce(work_after(hours_for(c.department_id), now_ms(), minutes), never) ELSE never END);
    PERFORM note_audit('reassign', 'conversation', c.id::text, c.customer_id, jsonb_build_object(
      'from', before.assignee_id, 'to', c.assignee_id, 'department', c.department_id, 'version', c.version, 'handoff', handoff, 'reason', reason));
    results := results || jsonb_build_object('ok', true, 'conversation', to_jsonb(c), 'handoffId', handoff);
  END LOOP;
  RETURN results;
END $$;

-- Any node may ask at any time; one does it at a time.
CREATE OR REPLACE FUNCTION throughline.sweep() RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  h handoffs;
  c conversations;
  nobody agents;
  minutes numeric := coalesce((setting('responseLease', '{}') ->> 'minutes')::numeric, 0);
  returned jsonb := '[]';
  queued jsonb := '[]';
BEGIN
  FOR h IN SELECT * FROM handoffs WHERE state = 'offered' AND due_at <= now_ms() ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED LOOP
    c := put_back(nobody, h);
    UPDATE handoffs x SET state = 'expired', answered_at = now_ms() WHERE x.id = h.id;
    PERFORM note_audit('handoff-expired', 'handoff', h.id::text, h.customer_id, jsonb_build_object('conversation', h.conversation_id, 'version', c.version));
    returned := returned || to_jsonb(h.id);
  END LOOP;
  IF minutes > 0 THEN
    -- Given out before there was the rule.
    UPDATE conversations o SET response_due = x.due FROM (
      SELECT id, work_after(hours_for(department_id), greatest(waiting_since, assigned_at), minutes) AS due FROM conversations
      WHERE assignee_id IS NOT NULL AND status = 'open' AND merged_into IS NULL AND waiting_since IS NOT NULL AND response_due IS NULL
      ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED) AS x
    WHERE o.id = x.id AND x.due IS NOT NULL;
  END IF;
  FOR c IN SELECT * FROM conversations WHERE minutes > 0 AND response_due <= now_ms() AND waiting_since IS NOT NULL AND assignee_id IS NOT NULL
    AND status = 'open' AND merged_into IS NULL ORDER BY response_due LIMIT 100 FOR UPDATE SKIP LOCKED LOOP
    PERFORM note_audit('response-lease-ended', 'conversation', c.id::text, c.customer_id, jsonb_build_object('from', c.assignee_id, 'version', c.version + 1));
    c := apply_claim(nobody, c, '{"assigneeId": null}');
    queued := queued || to_jsonb(c.id);
  END LOOP;
  RETURN jsonb_build_object('handoffs', returned, 'conversations', queued);
END $$;

-- Everybody here and whom they look at; whom the caller may not see is left out. Nobody reads the table itself.
CREATE OR REPLACE FUNCTION throughline.together() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  everything boolean := sees_all();
BEGIN
  RETURN jsonb_build_object(
    'presence', (SELECT coalesce(jsonb_agg(jsonb_build_object('nodeId', p.node_id, 'agentId', p.agent_id,
        'customerId', CASE WHEN everything OR sees_customer(p.customer_id) THEN p.customer_id END,
        'state', CASE WHEN p.seen_at < clock_timestamp() - interval '45 seconds' THEN 'offline' ELSE p.state END,
        'forMs', (extract(epoch FROM clock_timestamp() - p.since) * 1000)::bigint)), '[]')
      FROM presence p WHERE p.seen_at > clock_timestamp() - interval '1 day'),
    'watchers', (SELECT coalesce(jsonb_agg(jsonb_build_object('customerId', w.customer_id, 'nodeId', w.node_id, 'agentId', w.agent_id, 'doing', w.doing)), '[]')
      FROM watchers w WHERE w.until > clock_timestamp() AND (everything OR sees_customer(w.customer_id))));
END $$;

-- Who was first, and for how long they have had it: a duration, because clocks differ.
CREATE OR REPLACE FUNCTION throughline.refused(why text, c throughline.conversations) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('ok', false, 'why', why, 'conversation', to_jsonb(c), 'holder', holder_of(c),
    'forMs', CASE WHEN c.assignee_id IS NOT NULL THEN greatest(0, now_ms() - c.assigned_at) END)
$$;
