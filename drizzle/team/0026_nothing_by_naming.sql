-- What somebody holds, names or says of themselves opens nothing that is not theirs.
CREATE OR REPLACE FUNCTION throughline.push(batch jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  channel text := batch ->> 'channel';
  holds boolean := batch ? 'fence';
  recovers boolean := coalesce((batch ->> 'recover')::boolean, false)
    AND coalesce((SELECT recovering_until > clock_timestamp() FROM meta), false);
  r jsonb;
  old records;
  new_id uuid;
  of_channel text;
  author uuid;
  -- People who are new with this batch: nobody else can have had anything to hide of them.
  fresh uuid[] := '{}';
  is_new boolean;
  c conversations;
  canonical jsonb := '{}';
  opened jsonb := '{}';
  refusals jsonb := '[]';
BEGIN
  IF holds THEN PERFORM check_fence(channel, (batch ->> 'node')::uuid, (batch ->> 'fence')::bigint); END IF;

  FOR r IN SELECT e FROM jsonb_array_elements(coalesce(batch -> 'customers', '[]')) AS e ORDER BY e ->> 'id' LOOP
    IF NOT EXISTS (SELECT 1 FROM customers WHERE id = (r ->> 'id')::uuid) THEN fresh := fresh || (r ->> 'id')::uuid; END IF;
    INSERT INTO customers AS k (id, root_id, name, name_rank, created_at, rev)
    VALUES ((r ->> 'id')::uuid, (r ->> 'id')::uuid, r ->> 'name', (r ->> 'nameRank')::integer, (r ->> 'createdAt')::bigint, (r ->> 'rev')::bigint)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_rank = excluded.name_rank, rev = excluded.rev, version = k.version + 1
      WHERE excluded.rev > k.rev AND k.erased_at IS NULL AND (holds OR sees_customer(k.id));
  END LOOP;

  FOR r IN SELECT e FROM jsonb_array_elements(coalesce(batch -> 'contactPoints', '[]')) AS e ORDER BY e ->> 'id' LOOP
    IF NOT EXISTS (SELECT 1 FROM customers WHERE id = (r ->> 'customerId')::uuid AND erased_at IS NULL) OR EXISTS (
      SELECT 1 FROM tombstones t WHERE t.kind = r ->> 'kind' AND t.key_hash = key_hash(r ->> 'kind', r ->> 'normalised')) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'erased');
      CONTINUE;
    END IF;
    IF NOT (holds OR recovers OR (r ->> 'customerId')::uuid = ANY (fresh) OR sees_customer((r ->> 'customerId')::uuid)) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'unseen');
      CONTINUE;
    END IF;
    INSERT INTO contact_points AS p (id, customer_id, kind, value, normalised, payload, removed_at, rev)
    VALUES ((r ->> 'id')::uuid, (r ->> 'customerId')::uuid, r ->> 'kind', r ->> 'value', r ->> 'normalised', coalesce(r -> 'payload', '{}'),
      (r ->> 'removedAt')::bigint, (r ->> 'rev')::bigint)
    ON CONFLICT (id) DO UPDATE SET value = excluded.value, normalised = excluded.normalised, payload = excluded.payload,
      removed_at = excluded.removed_at, rev = excluded.rev
      WHERE excluded.rev > p.rev AND (holds OR sees_customer(p.customer_id));
  END LOOP;

  FOR r IN SELECT e FROM jsonb_array_elements(coalesce(batch -> 'opens', '[]')) AS e ORDER BY e ->> 'customerId' LOOP
    IF NOT (holds OR recovers OR (r ->> 'customerId')::uuid = ANY (fresh) OR sees_customer((r ->> 'customerId')::uuid)) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'unseen');
      CONTINUE;
    END IF;
    c := NULL;
    SELECT * INTO c FROM conversations WHERE id = (r ->> 'id')::uuid;
    -- What is there under this number is somebody else's, unless it is of the same person: it is neither opened nor told.
    IF c.id IS NOT NULL AND NOT holds AND NOT sees(c.assignee_id, c.department_id)
      AND (SELECT root_id FROM customers WHERE id = c.customer_id) IS DISTINCT FROM (SELECT root_id FROM customers WHERE id = (r ->> 'customerId')::uuid) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'unseen');
      CONTINUE;
    END IF;
    c := open_one(CASE WHEN holds THEN r - 'assigneeId' WHEN agent.visibility = 'own' THEN r || jsonb_build_object('assigneeId', agent.id) ELSE r END, agent);
    opened := opened || jsonb_build_object(r ->> 'customerId', to_jsonb(c));
  END LOOP;

  FOR r IN SELECT e FROM jsonb_array_elements(coalesce(batch -> 'records', '[]')) WITH ORDINALITY AS t (e, n) ORDER BY n LOOP
    new_id := (r ->> 'id')::uuid;
    SELECT * INTO old FROM records WHERE id = new_id
      OR (channel_id = r ->> 'channelId' AND remote_key = r ->> 'remoteKey') ORDER BY (id = new_id) DESC LIMIT 1 FOR UPDATE;
    is_new := old.id IS NULL;
    -- What is there keeps its channel, or that it has none: naming one of one's own opens nothing.
    of_channel := CASE WHEN is_new THEN r ->> 'channelId' ELSE old.channel_id END;
    -- What a provider says comes from whoever runs its channel, for whom the outbox knows the author; what a person says, from that person.
    author := CASE
      WHEN recovers THEN (r ->> 'authorId')::uuid
      WHEN of_channel IS NOT NULL THEN coalesce((SELECT o.author_id FROM outbox o WHERE o.id = new_id), (r ->> 'authorId')::uuid)
      WHEN r -> 'authorId' = 'null' AND r ->> 'kind' <> 'note' THEN NULL
      ELSE agent.id END;
    IF of_channel IS NOT NULL AND NOT recovers AND (NOT holds OR of_channel <> channel) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'not-holder');
      CONTINUE;
    END IF;
    IF r ->> 'customerId' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customers WHERE id = (r ->> 'customerId')::uuid AND erased_at IS NULL) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'erased');
      CONTINUE;
    END IF;
    IF NOT (holds OR recovers OR (is_new AND (r ->> 'customerId')::uuid = ANY (fresh))) AND NOT sees_customer(coalesce(old.customer_id, (r ->> 'customerId')::uuid)) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'unseen');
      CONTINUE;
    END IF;
    -- Whoever runs a channel writes for people they do not see, but nothing over what a colleague noted of them.
    IF NOT is_new AND of_channel IS NULL AND old.author_id IS DISTINCT FROM agent.id AND NOT leads(agent)
      AND (old.kind = 'note' OR (old.author_id IS NOT NULL AND NOT sees_customer(old.customer_id))) THEN
      refusals := refusals || jsonb_build_object('id', r ->> 'id', 'why', 'not-author');
      CONTINUE;
    END IF;
    IF is_new THEN
      INSERT INTO records (id, kind, customer_id, conversation_id, channel_id, remote_key, direction, automatic, author_id, sent_at, received_at, rev, payload)
      VALUES (new_id, r ->> 'kind', (r ->> 'customerId')::uuid, (r ->> 'conversationId')::uuid, r ->> 'channelId', r ->> 'remoteKey',
        coalesce(r ->> 'direction', 'none'), coalesce((r ->> 'automatic')::boolean, false), author,
        (r ->> 'sentAt')::bigint, (r ->> 'receivedAt')::bigint, (r ->> 'rev')::bigint, r -> 'payload');
      IF r ->> 'direction' IN ('in', 'out') AND NOT coalesce((r ->> 'automatic')::boolean, false) AND NOT coalesce((r ->> 'quiet')::boolean, false) THEN
        PERFORM spoken((r ->> 'customerId')::uuid, r ->> 'direction', (r ->> 'sentAt')::bigint);
      END IF;
    ELSIF old.id <> new_id THEN
      canonical := canonical || jsonb_build_object(new_id::text, old.id);
      new_id := old.id;
    END IF;
    IF NOT is_new AND NOT recovers AND (r ->> 'rev')::bigint > old.rev THEN
      UPDATE records SET payload = r -> 'payload', rev = (r ->> 'rev')::bigint, remote_key = coalesce(r ->> 'remoteKey', remote_key),
        conversation_id = coalesce((r ->> 'conversationId')::uuid, conversation_id), sent_at = (r ->> 'sentAt')::bigint,
        received_at = (r ->> 'receivedAt')::bigint
      WHERE id = old.id;
    END IF;
    INSERT INTO record_files (record_id, hash) SELECT new_id, h FROM jsonb_array_elements_text(coalesce(r -> 'files', '[]')) AS h ON CONFLICT DO NOTHING;
  END LOOP;

  -- Only now, so that a cursor never runs ahead of what it stands for.
  IF holds THEN
    INSERT INTO cursors (channel_id, stream, cursor, fence)
    SELECT channel, e ->> 'stream', e ->> 'cursor', (batch ->> 'fence')::bigint FROM jsonb_array_elements(coalesce(batch -> 'cursors', '[]')) AS e
    ON CONFLICT (channel_id, stream) DO UPDATE SET cursor = excluded.cursor, fence = excluded.fence;
  END IF;
  IF recovers THEN
    PERFORM note_audit('recover', 'push', NULL, NULL, jsonb_build_object('records', jsonb_array_length(coalesce(batch -> 'records', '[]'))));
  END IF;
  RETURN jsonb_build_object('xid', pg_current_xact_id()::text, 'records', canonical, 'conversations', opened, 'refused', refusals);
END $$;

-- How long an agent may leave an answer is for the team to say, not for them.
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
  IF change ? 'assigneeId' AND NOT takes AND NOT mine AND NOT (free AND target IS NULL) THEN
    RAISE EXCEPTION 'only a lead may give what somebody else has' USING ERRCODE = '42501';
  END IF;
  IF NOT takes AND NOT mine AND NOT free THEN
    RAISE EXCEPTION 'a colleague has this conversation' USING ERRCODE = '42501';
  END IF;
END $$;

-- A rule that cannot be reckoned with is refused where it is set, not met by everybody who writes, takes or gives afterwards.
CREATE OR REPLACE FUNCTION throughline.setting_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  fits boolean;
BEGIN
  IF NEW.name = 'hours' THEN PERFORM fit_hours(NEW.value); END IF;
  fits := CASE NEW.name
    WHEN 'takeOver' THEN NEW.value IN ('"anyone"', '"lead"')
    WHEN 'assignment' THEN jsonb_typeof(NEW.value) = 'object'
      AND coalesce(NEW.value -> 'by', '"queue"') IN ('"queue"', '"round-robin"', '"balanced"')
      AND jsonb_typeof(coalesce(NEW.value -> 'lastAgentFirst', 'false')) = 'boolean'
      AND NOT jsonb_path_exists(NEW.value, '$.capacity ? (@.type() != "number" || @ < 0 || @ > 1000000 || @.floor() != @)')
      AND NOT jsonb_path_exists(NEW.value, '$.stickyDays ? (@.type() != "number" || @ < 0 || @ > 36500)')
    WHEN 'responseLease' THEN jsonb_typeof(NEW.value) = 'object'
      AND NOT jsonb_path_exists(NEW.value, '$.* ? (@.type() != "number" || @ < 0 || @ > 525600)')
    WHEN 'handoff' THEN jsonb_typeof(NEW.value) = 'object'
      AND NOT jsonb_path_exists(NEW.value, '$.* ? (@.type() != "number" || @ < 0 || @ > 525600)')
    WHEN 'sla' THEN jsonb_typeof(NEW.value) = 'object'
      AND NOT jsonb_path_exists(NEW.value, '$.* ? (@.type() != "number" || @ < 0 || @ > 525600)')
    ELSE true END;
  IF NOT fits THEN RAISE EXCEPTION '%: not what this rule can be', NEW.name USING ERRCODE = '22023'; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER hours_fit ON throughline.settings;
CREATE TRIGGER setting_fits BEFORE INSERT OR UPDATE ON throughline.settings FOR EACH ROW EXECUTE FUNCTION throughline.setting_fits();

-- How much one agent takes at a time is reckoned with in every dispatch: whole numbers. What stands there from before is left alone.
ALTER TABLE throughline.agents ADD CONSTRAINT capacity_counts CHECK (jsonb_typeof(capacity) = 'object'
  AND NOT jsonb_path_exists(capacity, '$.* ? (@.type() != "number" || @ < 0 || @ > 1000000 || @.floor() != @)')) NOT VALID;

-- Who is best: not who has just let it lie, the last one as long as they remember, whoever is on duty, who knows about it, who has least.
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
    ORDER BY
      (a.id = ANY (silent)),
      (sticky_ms > 0 AND a.id IS NOT DISTINCT FROM c.last_agent_id AND talked > now_ms() - sticky_ms) DESC,
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

-- What nobody can be found for does not hold up what waits behind it.
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
  IF NOT pg_try_advisory_xact_lock(7421, 2) THEN RETURN given; END IF;
  FOR waits IN SELECT q.id, q.department_id, q.channel_id, q.language FROM conversations q
    WHERE q.assignee_id IS NULL AND q.status = 'open' AND q.merged_into IS NULL AND q.waiting_since IS NOT NULL ORDER BY q.waiting_since, q.id LOOP
    -- Load only grows while this runs: where nobody was found for one, nobody is for the others like it.
    alike := jsonb_build_array(waits.department_id, waits.channel_id, waits.language)::text;
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
