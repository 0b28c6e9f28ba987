-- Whoever is not there answers nobody: what they have goes back to the queue sooner than what somebody silent has, by a setting of its
-- own. `responseLease`: {"minutes", "absentMinutes"}, each alone; 0 or none: there is no such rule.

-- Since when an agent is away or off; null: they are here. Who was never here is gone for ever.
CREATE FUNCTION throughline.absent_since(agent uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT CASE WHEN bool_or(p.state NOT IN ('away', 'offline') AND p.seen_at > clock_timestamp() - interval '45 seconds') THEN NULL
    ELSE coalesce((extract(epoch FROM max(CASE WHEN p.state IN ('away', 'offline') THEN p.since ELSE p.seen_at END)) * 1000)::bigint, 0) END
  FROM presence p WHERE p.agent_id = agent
$$;

-- What the absent let wait, in the hours of its department. An absence counts from when `watched` says that it could be seen: after an
-- outage everybody looks as if they had been gone.
CREATE FUNCTION throughline.left_by_absent(minutes numeric, watched bigint) RETURNS SETOF throughline.conversations LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  WITH gone AS MATERIALIZED (SELECT a.id, absent_since(a.id) AS since FROM agents a),
  working AS MATERIALIZED (
    SELECT w.id, w.hours FROM (SELECT d.id, hours_for(d.id) AS hours FROM departments d UNION ALL SELECT NULL, hours_for(NULL)) AS w
    WHERE worked_at(w.hours, now_ms()))
  SELECT o.* FROM gone JOIN conversations o ON o.assignee_id = gone.id JOIN working w ON w.id IS NOT DISTINCT FROM o.department_id
  WHERE gone.since IS NOT NULL AND o.status = 'open' AND o.merged_into IS NULL AND o.waiting_since IS NOT NULL
    -- Working time never passes faster than time: the cheap look first.
    AND greatest(o.waiting_since, o.assigned_at, gone.since, watched) + (minutes * 60000)::bigint <= now_ms()
    AND work_after(w.hours, greatest(o.waiting_since, o.assigned_at, gone.since, watched), minutes) <= now_ms()
  ORDER BY o.waiting_since, o.id LIMIT 100 FOR UPDATE OF o SKIP LOCKED
$$;

CREATE OR REPLACE FUNCTION throughline.sweep() RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  h handoffs;
  c conversations;
  nobody agents;
  minutes numeric := coalesce((setting('responseLease', '{}') ->> 'minutes')::numeric, 0);
  absent_minutes numeric := coalesce((setting('responseLease', '{}') ->> 'absentMinutes')::numeric, 0);
  returned jsonb := '[]';
  queued jsonb := '[]';
BEGIN
  FOR h IN SELECT * FROM handoffs WHERE state = 'offered' AND due_at <= now_ms() ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED LOOP
    IF taken_up(h) THEN
      UPDATE handoffs x SET state = 'accepted', answered_at = now_ms() WHERE x.id = h.id;
      PERFORM note_audit('handoff-accepted', 'handoff', h.id::text, h.customer_id, jsonb_build_object('conversation', h.conversation_id, 'byWork', true));
      CONTINUE;
    END IF;
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
  IF absent_minutes > 0 THEN
    FOR c IN SELECT * FROM left_by_absent(absent_minutes,
      (SELECT (extract(epoch FROM max(n.seen_at)) * 1000)::bigint FROM nodes n WHERE n.agent_id = agent.id)) LOOP
      PERFORM note_audit('response-lease-absent', 'conversation', c.id::text, c.customer_id, jsonb_build_object('from', c.assignee_id, 'version', c.version + 1));
      c := apply_claim(nobody, c, '{"assigneeId": null}');
      queued := queued || to_jsonb(c.id);
    END LOOP;
  END IF;
  RETURN jsonb_build_object('handoffs', returned, 'conversations', queued);
END $$;
