-- Whoever works on what they were given has accepted it, though they never said so: they answered the person, or changed it.
CREATE FUNCTION throughline.taken_up(h throughline.handoffs) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT h.to_id IS NOT NULL AND (
    EXISTS (SELECT 1 FROM conversations c WHERE c.id = h.conversation_id AND c.assignee_id = h.to_id
      AND c.version > (h.before ->> 'version')::integer AND c.changed_by = h.to_id)
    OR EXISTS (SELECT 1 FROM conversations c JOIN customers k ON k.root_id = c.customer_id JOIN records r ON r.customer_id = k.id
      WHERE c.id = h.conversation_id AND r.author_id = h.to_id AND r.direction = 'out' AND r.sent_at >= h.created_at))
$$;

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
  RETURN jsonb_build_object('handoffs', returned, 'conversations', queued);
END $$;
