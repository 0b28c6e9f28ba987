CREATE TABLE "throughline"."seals" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"key" "bytea" NOT NULL
);
--> statement-breakpoint
-- That the server went back is said by whoever can show what it has told them, and nobody can make that up: what is queued would be held
-- for sent, and everybody could write in the names of others.

INSERT INTO throughline.seals (key) VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
ALTER TABLE throughline.seals ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON throughline.seals FOR SELECT USING (false);

-- HMAC (RFC 2104) in its nested form, over what was told in which epoch; `epoch.hex`.
CREATE FUNCTION throughline.seal_for(told_in text, of_kind text, of_id text, at_xid text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT told_in || '.' || encode(sha256(s.key || sha256(s.key || convert_to(jsonb_build_array(told_in, of_kind, of_id, at_xid)::text, 'UTF8'))), 'hex')
  FROM seals s
$$;

-- The server's word that it has told of this change; null where there is none.
CREATE FUNCTION throughline.sealed(of_kind text, of_id text, at_xid text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT seal_for((SELECT epoch::text FROM meta), of_kind, of_id, at_xid)
  WHERE me() IS NOT NULL AND EXISTS (SELECT 1 FROM changes c WHERE c.kind = of_kind AND c.id = of_id AND c.xid = at_xid::xid8)
$$;

-- A change that was told of and is not there. Of an epoch that is over it proves nothing: that loss is known already. An epoch nobody here
-- knows is one that was lost too. Desks of before have no seals: of theirs only those of leads count.
CREATE FUNCTION throughline.proves_loss(told jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  told_in text := split_part(told ->> 'seal', '.', 1);
BEGIN
  IF EXISTS (SELECT 1 FROM changes c WHERE c.kind = told ->> 'kind' AND c.id = told ->> 'id' AND c.xid >= (told ->> 'xid')::xid8) THEN
    RETURN false;
  END IF;
  IF told ->> 'seal' IS NULL THEN RETURN leads(caller()); END IF;
  IF told ->> 'seal' IS DISTINCT FROM seal_for(told_in, told ->> 'kind', told ->> 'id', told ->> 'xid') THEN RETURN false; END IF;
  RETURN told_in = (SELECT epoch::text FROM meta)
    OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.action = 'epoch' AND told_in IN (a.subject, a.detail ->> 'before'));
END $$;

CREATE OR REPLACE FUNCTION throughline.rolled_back(witness jsonb) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(witness, '[]')) AS w WHERE proves_loss(w))
$$;

-- Several notice it at once: who comes second is told what holds now, and waits for whoever is first.
CREATE OR REPLACE FUNCTION throughline.renew_epoch(expected uuid, witness jsonb) RETURNS uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  m meta;
BEGIN
  SELECT * INTO m FROM meta FOR UPDATE;
  IF m.epoch <> expected THEN RETURN m.epoch; END IF;
  IF NOT (rolled_back(witness) OR foreign_changes()) THEN
    RAISE EXCEPTION 'the server has all of this' USING ERRCODE = '22023';
  END IF;
  RETURN go_back(expected);
END $$;

-- What is nobody's may be given to a colleague by whoever sees it, as by `reassign`: the one who reads it first often knows whose it is.
CREATE OR REPLACE FUNCTION throughline.check_claim(agent throughline.agents, c throughline.conversations, change jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  mine boolean := c.assignee_id IS NOT DISTINCT FROM agent.id;
  free boolean := c.assignee_id IS NULL;
  target uuid := (change ->> 'assigneeId')::uuid;
  takes boolean := change ? 'assigneeId' AND target IS NOT DISTINCT FROM agent.id;
BEGIN
  IF leads(agent) THEN RETURN; END IF;
  IF change ? 'responseDue' THEN
    RAISE EXCEPTION 'only a lead may say until when an answer is due' USING ERRCODE = '42501';
  END IF;
  IF takes AND NOT mine AND NOT free AND setting('takeOver', '"anyone"') = '"lead"' THEN
    RAISE EXCEPTION 'only a lead may take over from a colleague' USING ERRCODE = '42501';
  END IF;
  IF change ? 'assigneeId' AND NOT takes AND NOT mine AND NOT free THEN
    RAISE EXCEPTION 'only a lead may give what somebody else has' USING ERRCODE = '42501';
  END IF;
  IF NOT takes AND NOT mine AND NOT free THEN
    RAISE EXCEPTION 'a colleague has this conversation' USING ERRCODE = '42501';
  END IF;
END $$;

-- A line of the matrix names what there is: one that names nothing would be a duty that never comes. What a line has named so far it may
-- go on naming, also when that has ended since.
CREATE FUNCTION throughline.check_duty(named throughline.duties, was throughline.duties) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  IF named.removed_at IS NOT NULL THEN RETURN; END IF;
  IF named.channel_id IS DISTINCT FROM was.channel_id AND named.channel_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM channels c WHERE c.id = named.channel_id AND c.removed_at IS NULL) THEN
    RAISE EXCEPTION 'no such channel' USING ERRCODE = 'P0002';
  END IF;
  IF named.department_id IS DISTINCT FROM was.department_id
    AND NOT EXISTS (SELECT 1 FROM departments d WHERE d.id = named.department_id AND d.removed_at IS NULL) THEN
    RAISE EXCEPTION 'no such department' USING ERRCODE = 'P0002';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[named.owner_id, named.deputy_id]) AS person
    WHERE person IS NOT NULL AND person IS DISTINCT FROM was.owner_id AND person IS DISTINCT FROM was.deputy_id
      AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.id = person AND a.removed_at IS NULL)) THEN
    RAISE EXCEPTION 'no such agent' USING ERRCODE = 'P0002';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION throughline.duty_put(duty jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  was duties;
  d duties;
BEGIN
  SELECT * INTO was FROM duties x WHERE x.id = (duty ->> 'id')::uuid FOR UPDATE;
  IF duty_put.version = 0 THEN
    INSERT INTO duties (id, channel_id, topic, department_id, owner_id, deputy_id, hours)
    VALUES (coalesce((duty ->> 'id')::uuid, gen_random_uuid()), duty ->> 'channelId', duty ->> 'topic', (duty ->> 'departmentId')::uuid,
      (duty ->> 'ownerId')::uuid, (duty ->> 'deputyId')::uuid, duty -> 'hours') ON CONFLICT DO NOTHING RETURNING * INTO d;
  ELSE
    UPDATE duties x SET channel_id = duty ->> 'channelId', topic = duty ->> 'topic', department_id = coalesce((duty ->> 'departmentId')::uuid, x.department_id),
      owner_id = (duty ->> 'ownerId')::uuid, deputy_id = (duty ->> 'deputyId')::uuid, hours = duty -> 'hours',
      removed_at = CASE WHEN coalesce((duty ->> 'removed')::boolean, false) THEN now_ms() END, version = x.version + 1
    WHERE x.id = (duty ->> 'id')::uuid AND x.version = duty_put.version RETURNING * INTO d;
  END IF;
  IF d.id IS NULL THEN RETURN jsonb_build_object('ok', false); END IF;
  PERFORM check_duty(d, was);
  PERFORM note_audit('duty', 'duty', d.id::text, NULL, duty);
  RETURN jsonb_build_object('ok', true, 'id', d.id, 'version', d.version);
END $$;
