-- A tag of the name of a topic says that a conversation is about that: the topics that somebody has a duty or a skill for.

CREATE FUNCTION throughline.topic_of(among uuid[], without uuid[]) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT known.topic FROM unnest(among) WITH ORDINALITY AS t (id, n)
  JOIN records r ON r.id = t.id AND r.kind = 'tag'
  JOIN (SELECT topic FROM duties WHERE topic IS NOT NULL AND removed_at IS NULL
    UNION SELECT unnest(skills) FROM agents WHERE removed_at IS NULL) AS known ON lower(known.topic) = lower(r.payload ->> 'name')
  WHERE t.id <> ALL (without) ORDER BY t.n, known.topic LIMIT 1
$$;

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
  to_topic text := CASE WHEN change ? 'topic' THEN change ->> 'topic'
    WHEN change ? 'addTags' OR change ? 'removeTags' THEN coalesce(topic_of(added || c.tags, removed),
      CASE WHEN c.topic IS DISTINCT FROM topic_of(c.tags, '{}') THEN c.topic END)
    ELSE c.topic END;
BEGIN
  -- What it turns out to be about decides whose it is, until somebody has it.
  IF to_topic IS DISTINCT FROM c.topic AND NOT change ? 'departmentId' AND to_assignee IS NULL THEN
    to_department := coalesce(department_for(c.channel_id, to_topic), to_department);
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
    topic = to_topic,
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
