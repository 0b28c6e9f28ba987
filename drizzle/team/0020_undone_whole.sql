-- All that one agent has goes to those who are here, by policy; what nobody can take goes to the queue. Each is a handoff, that to the
-- queue too, so that the whole of it can be taken back.
CREATE OR REPLACE FUNCTION throughline.went_home(agent uuid, reason text DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  c conversations;
  before conversations;
  chosen uuid;
  handoff uuid;
  given jsonb := '[]';
BEGIN
  -- In the order in which others lock them.
  PERFORM 1 FROM conversations q WHERE q.assignee_id = went_home.agent AND q.status <> 'resolved' AND q.merged_into IS NULL ORDER BY q.id FOR UPDATE;
  FOR before IN SELECT * FROM conversations q WHERE q.assignee_id = went_home.agent AND q.status <> 'resolved' AND q.merged_into IS NULL
    ORDER BY q.waiting_since NULLS LAST, q.id FOR UPDATE LOOP
    chosen := best_agent(before, went_home.agent);
    c := apply_claim(lead, before, jsonb_build_object('assigneeId', chosen));
    handoff := gen_random_uuid();
    INSERT INTO handoffs (id, conversation_id, customer_id, by_id, from_id, to_id, note, reason, state, before, created_at, due_at, answered_at)
    VALUES (handoff, c.id, c.customer_id, lead.id, before.assignee_id, chosen, '{}', reason, 'accepted',
      jsonb_build_object('assigneeId', before.assignee_id, 'departmentId', before.department_id, 'version', c.version), now_ms(), now_ms(), now_ms());
    PERFORM note_audit('reassign', 'conversation', c.id::text, c.customer_id, jsonb_build_object('from', before.assignee_id, 'to', chosen,
      'wentHome', true, 'version', c.version, 'handoff', handoff, 'reason', reason));
    given := given || jsonb_build_object('id', c.id, 'to', chosen, 'version', c.version, 'handoffId', handoff);
  END LOOP;
  RETURN given;
END $$;

-- Several at once, each decided alone: what somebody changed since, or may not be taken back by who asks, holds up none of the others.
CREATE FUNCTION throughline.handoffs_undo(ids uuid[]) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  one uuid;
  results jsonb := '[]';
BEGIN
  -- In one order whoever asks, as they were given.
  PERFORM 1 FROM conversations c WHERE c.id IN (SELECT h.conversation_id FROM handoffs h WHERE h.id = ANY (ids)) ORDER BY c.id FOR UPDATE;
  FOR one IN SELECT h.id FROM handoffs h WHERE h.id = ANY (ids) ORDER BY h.conversation_id, h.id LOOP
    BEGIN
      results := results || (handoff_undo(one) || jsonb_build_object('id', one));
    EXCEPTION WHEN insufficient_privilege OR no_data_found OR unique_violation THEN
      results := results || jsonb_build_object('id', one, 'ok', false);
    END;
  END LOOP;
  RETURN results;
END $$;
