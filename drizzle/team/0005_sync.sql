-- What desks push and pull. Records are upserts by their own id, the higher `rev` wins; a channel's records come from its holder alone,
-- whose lease is checked in the same transaction and cannot be taken over before it ends.

-- Holds the lease of a channel for the rest of the transaction, or refuses with TL001: nothing that a holder writes gets in once another
-- one has it, or once its time is over by the clock of the server.
CREATE FUNCTION throughline.check_fence(channel text, node uuid, fence bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM leases l WHERE l.channel_id = channel AND l.node_id = node AND l.agent_id = me() AND l.fence = check_fence.fence
    AND l.expires_at > clock_timestamp() FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'another node runs the channel %', channel USING ERRCODE = 'TL001'; END IF;
END $$;

-- Of an address that was erased only this is kept.
CREATE FUNCTION throughline.key_hash(kind text, normalised text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT encode(sha256(convert_to(kind || ':' || normalised, 'UTF8')), 'hex') $$;

-- Whose a conversation is that comes by this channel: by the matrix of responsibility, else the channel's own department.
CREATE FUNCTION throughline.department_for(channel text, about text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT coalesce(
    (SELECT d.department_id FROM duties d WHERE d.removed_at IS NULL AND (d.channel_id IS NULL OR d.channel_id = channel)
      AND (d.topic IS NULL OR d.topic = about)
      ORDER BY (d.topic IS NOT NULL) DESC, (d.channel_id IS NOT NULL) DESC, d.id LIMIT 1),
    (SELECT c.department_id FROM channels c WHERE c.id = channel))
$$;

-- The one open conversation of a person: opened under the given id where there is none, woken where it waited and `reopen` says so.
CREATE FUNCTION throughline.open_one(opening jsonb, agent throughline.agents) RETURNS throughline.conversations
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid;
  c conversations;
  at bigint := coalesce((opening ->> 'at')::bigint, now_ms());
BEGIN
  SELECT root_id INTO root FROM customers WHERE id = (opening ->> 'customerId')::uuid;
  IF root IS NULL THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  PERFORM 1 FROM customers WHERE id = root FOR UPDATE;
  SELECT * INTO c FROM conversations WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL FOR UPDATE;
  IF c.id IS NOT NULL THEN
    IF coalesce((opening ->> 'reopen')::boolean, false) AND c.status IN ('pending', 'snoozed') THEN
      c := apply_claim(agent, c, '{"status": "open"}');
    END IF;
    RETURN c;
  END IF;
  SELECT * INTO c FROM conversations WHERE id = (opening ->> 'id')::uuid;
  -- Opened before, and resolved or absorbed since: a repeated push opens nothing.
  IF c.id IS NOT NULL THEN RETURN c; END IF;
  INSERT INTO conversations (id, customer_id, status, assignee_id, assigned_at, department_id, channel_id, topic, language, opened_at, imported, last_agent_id, changed_at, changed_by)
  VALUES ((opening ->> 'id')::uuid, root, 'open', CASE WHEN (opening ->> 'assigneeId')::uuid = agent.id THEN agent.id END,
    CASE WHEN (opening ->> 'assigneeId')::uuid = agent.id THEN now_ms() END, department_for(opening ->> 'channelId', opening ->> 'topic'), opening ->> 'channelId',
    opening ->> 'topic', opening ->> 'language', at, coalesce((opening ->> 'imported')::boolean, false),
    (SELECT p.last_agent_id FROM conversations p WHERE p.customer_id = root AND p.last_agent_id IS NOT NULL ORDER BY p.changed_at DESC LIMIT 1),
    now_ms(), agent.id)
  RETURNING * INTO c;
  RETURN c;
END $$;

-- Someone has spoken: the queue orders by the first thing nobody has answered. The version stays, so that a message does not make a
-- claim fail that was decided on the same state.
CREATE FUNCTION throughline.spoken(customer uuid, spoke_in text, at bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid := (SELECT root_id FROM customers WHERE id = customer);
  minutes numeric := (setting('responseLease', '{}') ->> 'minutes')::numeric;
BEGIN
  IF spoke_in = 'in' THEN
    UPDATE conversations SET waiting_since = at, changed_at = now_ms(),
      response_due = CASE WHEN assignee_id IS NOT NULL AND minutes > 0 THEN now_ms() + (minutes * 60000)::bigint ELSE response_due END
    WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL AND (waiting_since IS NULL OR waiting_since > at);
  ELSE
    UPDATE conversations SET waiting_since = NULL, response_due = NULL, changed_at = now_ms()
    WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL AND waiting_since <= at;
  END IF;
END $$;

-- One batch, all or nothing. What may not be written is named in `refused`; a lost lease refuses the whole (TL001).
CREATE FUNCTION throughline.push(batch jsonb) RETURNS jsonb
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
    c := open_one(CASE WHEN holds THEN r - 'assigneeId' WHEN agent.visibility = 'own' THEN r || jsonb_build_object('assigneeId', agent.id) ELSE r END, agent);
    opened := opened || jsonb_build_object(r ->> 'customerId', to_jsonb(c));
  END LOOP;

  FOR r IN SELECT e FROM jsonb_array_elements(coalesce(batch -> 'records', '[]')) WITH ORDINALITY AS t (e, n) ORDER BY n LOOP
    new_id := (r ->> 'id')::uuid;
    SELECT * INTO old FROM records WHERE id = new_id
      OR (channel_id = r ->> 'channelId' AND remote_key = r ->> 'remoteKey') ORDER BY (id = new_id) DESC LIMIT 1 FOR UPDATE;
    is_new := old.id IS NULL;
    of_channel := coalesce(old.channel_id, r ->> 'channelId');
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
    IF NOT is_new AND of_channel IS NULL AND old.kind = 'note' AND old.author_id IS DISTINCT FROM agent.id AND NOT leads(agent) THEN
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

-- What lies between two cursors, oldest first or newest first, as far as no transaction that is still running can come in between.
-- `body` is null for what is not, or not for this agent. The caller's own rights apply.
CREATE FUNCTION throughline.pull(after_xid text, after_seq bigint, before_xid text, before_seq bigint, newest_first boolean, max integer)
RETURNS TABLE (kind text, id text, xid text, seq bigint, body jsonb) LANGUAGE plpgsql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  from_xid xid8 := coalesce(after_xid, '0')::xid8;
  upto_xid xid8 := coalesce(before_xid, pg_snapshot_xmin(pg_current_snapshot())::text)::xid8;
  found_row changes;
BEGIN
  FOR found_row IN EXECUTE 'SELECT * FROM changes c WHERE (c.xid, c.seq) > ($1, $2) AND (c.xid, c.seq) < ($3, $4) AND c.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY '
    || CASE WHEN newest_first THEN 'c.xid DESC, c.seq DESC' ELSE 'c.xid, c.seq' END || ' LIMIT $5'
    USING from_xid, coalesce(after_seq, 0), upto_xid, coalesce(before_seq, 0), least(greatest(max, 1), 5000)
  LOOP
    kind := found_row.kind; id := found_row.id; xid := found_row.xid::text; seq := found_row.seq;
    body := body_of(found_row.kind, found_row.id);
    RETURN NEXT;
  END LOOP;
END $$;

CREATE FUNCTION throughline.body_of(of_kind text, of_id text) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  RETURN CASE of_kind
    WHEN 'record' THEN (SELECT to_jsonb(t) || jsonb_build_object('files', (SELECT coalesce(jsonb_agg(f.hash), '[]') FROM record_files f WHERE f.record_id = t.id)) FROM records t WHERE t.id = of_id::uuid)
    WHEN 'conversation' THEN (SELECT to_jsonb(t) FROM conversations t WHERE t.id = of_id::uuid)
    WHEN 'customer' THEN (SELECT to_jsonb(t) FROM customers t WHERE t.id = of_id::uuid)
    WHEN 'contact-point' THEN (SELECT to_jsonb(t) FROM contact_points t WHERE t.id = of_id::uuid)
    WHEN 'link' THEN (SELECT to_jsonb(t) FROM links t WHERE t.id = of_id::uuid)
    WHEN 'outbox' THEN (SELECT to_jsonb(t) FROM outbox t WHERE t.id = of_id::uuid)
    WHEN 'agent' THEN (SELECT to_jsonb(t) || jsonb_build_object('departments', (SELECT coalesce(jsonb_agg(m.department_id), '[]') FROM memberships m WHERE m.agent_id = t.id)) FROM agents t WHERE t.id = of_id::uuid)
    WHEN 'department' THEN (SELECT to_jsonb(t) FROM departments t WHERE t.id = of_id::uuid)
    WHEN 'channel' THEN (SELECT to_jsonb(t) FROM channels t WHERE t.id = of_id)
    WHEN 'lease' THEN (SELECT to_jsonb(t) FROM leases t WHERE t.channel_id = of_id)
    WHEN 'handoff' THEN (SELECT to_jsonb(t) FROM handoffs t WHERE t.id = of_id::uuid)
    WHEN 'whisper' THEN (SELECT to_jsonb(t) FROM whispers t WHERE t.id = of_id::uuid)
    WHEN 'duty' THEN (SELECT to_jsonb(t) FROM duties t WHERE t.id = of_id::uuid)
    WHEN 'setting' THEN (SELECT to_jsonb(t) FROM settings t WHERE t.name = of_id)
  END;
END $$;

CREATE FUNCTION throughline.horizon() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text $$;

-- One person whole, the latest records first: what is not in the cache of a desk, or has just become visible to it.
CREATE FUNCTION throughline.person(customer uuid, before_at bigint DEFAULT NULL, max integer DEFAULT 200) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  root uuid := (SELECT root_id FROM customers WHERE id = customer);
  members uuid[] := ARRAY(SELECT id FROM customers WHERE root_id = root);
BEGIN
  IF root IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'root', root,
    'customers', (SELECT jsonb_agg(to_jsonb(t)) FROM customers t WHERE t.root_id = root),
    'contactPoints', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM contact_points t WHERE t.customer_id = ANY (members)),
    'links', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM links t WHERE t.a_id = ANY (members) OR t.b_id = ANY (members)),
    'conversations', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM conversations t WHERE t.customer_id = ANY (members)),
    'outbox', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM outbox t WHERE t.customer_id = ANY (members) AND t.state IN ('queued', 'sending', 'unknown')),
    'records', (SELECT coalesce(jsonb_agg(body_of('record', t.id::text) ORDER BY t.sent_at DESC), '[]') FROM (
      SELECT r.id, r.sent_at FROM records r WHERE r.customer_id = ANY (members) AND (before_at IS NULL OR r.sent_at < before_at)
      ORDER BY r.sent_at DESC LIMIT least(greatest(max, 1), 1000)) AS t));
END $$;

-- Which of these the server does not have: asked after it went back to an older state.
CREATE FUNCTION throughline.missing(of_kind text, ids uuid[]) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE agent agents := caller();
BEGIN
  RETURN ARRAY(SELECT i FROM unnest(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE c.kind = of_kind AND c.id = i::text));
END $$;

-- The server went back: a new epoch, in which no earlier fence holds and nothing is sent again that may have left already.
CREATE FUNCTION throughline.go_back(expected uuid) RETURNS uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE m meta;
BEGIN
  SELECT * INTO m FROM meta FOR UPDATE;
  IF m.epoch <> expected THEN RETURN m.epoch; END IF;
  UPDATE meta SET epoch = gen_random_uuid(), recovering_until = clock_timestamp() + interval '14 days' RETURNING * INTO m;
  UPDATE leases SET fence = fence + 1000000, node_id = NULL, agent_id = NULL, expires_at = NULL, wanted_by = NULL;
  UPDATE outbox SET state = 'unknown', result = jsonb_build_object('code', 'interrupted', 'detail', 'the server went back to an earlier state'),
    version = version + 1 WHERE state IN ('queued', 'sending');
  -- Of another cluster: its transaction numbers mean nothing here.
  UPDATE changes SET xid = pg_current_xact_id(), seq = nextval('change_order') WHERE xid >= pg_snapshot_xmax(pg_current_snapshot());
  PERFORM note_audit('epoch', 'meta', m.epoch::text, NULL, jsonb_build_object('before', expected));
  RETURN m.epoch;
END $$;

CREATE FUNCTION throughline.foreign_changes() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM changes WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())) $$;

-- witness: the last changes this desk has seen, `[{"kind", "id", "xid"}]`. A server that lacks one of them went back.
CREATE FUNCTION throughline.renew_epoch(expected uuid, witness jsonb) RETURNS uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE agent agents := caller();
BEGIN
  IF NOT (rolled_back(witness) OR foreign_changes()) THEN
    RAISE EXCEPTION 'the server has all of this' USING ERRCODE = '22023';
  END IF;
  RETURN go_back(expected);
END $$;

CREATE FUNCTION throughline.rolled_back(witness jsonb) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM jsonb_array_elements(coalesce(witness, '[]')) AS w
    WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE c.kind = w ->> 'kind' AND c.id = w ->> 'id' AND c.xid >= (w ->> 'xid')::xid8))
$$;

-- The first call of every connection: who am I, do we fit, what has happened to the server.
CREATE FUNCTION throughline.hello(node uuid, kind text, name text, schema integer, program text, witness jsonb DEFAULT '[]') RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  m meta;
BEGIN
  IF foreign_changes() THEN PERFORM go_back((SELECT epoch FROM meta)); END IF;
  SELECT * INTO m FROM meta;
  INSERT INTO nodes AS n (id, agent_id, kind, name, schema, program, seen_at)
  VALUES (hello.node, agent.id, hello.kind, hello.name, hello.schema, hello.program, clock_timestamp())
  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, schema = excluded.schema, program = excluded.program, seen_at = excluded.seen_at
    WHERE n.agent_id = agent.id;
  IF NOT FOUND THEN RAISE EXCEPTION 'this installation belongs to another agent' USING ERRCODE = '42501'; END IF;
  RETURN jsonb_build_object(
    'accepted', hello.schema >= m.min_schema AND hello.schema <= m.schema,
    'schema', m.schema, 'minSchema', m.min_schema, 'epoch', m.epoch, 'keyId', m.key_id, 'now', now_ms(), 'horizon', horizon(),
    'rolledBack', rolled_back(witness), 'recovering', coalesce(m.recovering_until > clock_timestamp(), false),
    'agent', to_jsonb(agent), 'box', (SELECT box FROM key_boxes WHERE login = session_user));
END $$;

-- Files by their hash. True where the bytes are wanted.
CREATE FUNCTION throughline.file_put(hash text, size bigint, store text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  f files;
BEGIN
  IF hash !~ '^[0-9a-f]{64}$' OR size < 0 OR size > 268435456 AND store = 'database' OR store NOT IN ('database', 's3') THEN
    RAISE EXCEPTION 'hash, size or store: not what they can be' USING ERRCODE = '22023';
  END IF;
  INSERT INTO files AS t (hash, size, store, created_at) VALUES (file_put.hash, file_put.size, file_put.store, now_ms()) ON CONFLICT DO NOTHING;
  SELECT * INTO f FROM files t WHERE t.hash = file_put.hash;
  RETURN NOT f.complete;
END $$;

CREATE FUNCTION throughline.file_chunk(hash text, n integer, bytes bytea) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  f files;
BEGIN
  SELECT * INTO f FROM files t WHERE t.hash = file_chunk.hash;
  IF f.hash IS NULL THEN RAISE EXCEPTION 'no such file' USING ERRCODE = 'P0002'; END IF;
  IF f.complete THEN RETURN false; END IF;
  IF length(bytes) > 1048576 OR n < 0 OR n > 4096 THEN RAISE EXCEPTION 'a piece has at most 1 MB' USING ERRCODE = '22023'; END IF;
  INSERT INTO file_chunks AS t (hash, n, bytes) VALUES (file_chunk.hash, file_chunk.n, file_chunk.bytes)
  ON CONFLICT ON CONSTRAINT file_chunks_hash_n_pk DO UPDATE SET bytes = excluded.bytes;
  RETURN true;
END $$;

-- The bytes must be what the name says; otherwise they are thrown away and wanted again.
CREATE FUNCTION throughline.file_done(hash text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  f files;
  whole bytea;
BEGIN
  SELECT * INTO f FROM files t WHERE t.hash = file_done.hash FOR UPDATE;
  IF f.hash IS NULL THEN RAISE EXCEPTION 'no such file' USING ERRCODE = 'P0002'; END IF;
  IF f.complete THEN RETURN true; END IF;
  IF f.store = 'database' THEN
    SELECT coalesce(string_agg(t.bytes, ''::bytea ORDER BY t.n), ''::bytea) INTO whole FROM file_chunks t WHERE t.hash = file_done.hash;
    IF encode(sha256(whole), 'hex') <> file_done.hash THEN
      DELETE FROM file_chunks t WHERE t.hash = file_done.hash;
      RETURN false;
    END IF;
  END IF;
  UPDATE files t SET complete = true WHERE t.hash = file_done.hash;
  RETURN true;
END $$;
