-- What is asked of a channel reaches whoever runs it, also where they may not see the person it is about: of a file or a change at the
-- provider the asking alone, of an answer in hand whom it goes to. Nothing else of that person is shown by it.

-- A name that may be anything, as the number of a thing.
CREATE FUNCTION throughline.as_id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT CASE WHEN name ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN name::uuid END $$;

-- Open files and changes, few at any time, among all that was ever said.
CREATE INDEX records_wanted ON throughline.records (received_at)
  WHERE kind IN ('ask', 'wish') AND payload ->> 'state' IN ('asked', 'taken', 'pending');

-- An item that is not told yet is nobody's secret; one that is must be of the person named, or of one the caller sees.
CREATE FUNCTION throughline.may_wish(item text, customer uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM records i LEFT JOIN customers whose ON whose.id = i.customer_id LEFT JOIN customers named ON named.id = customer
    WHERE i.id = as_id(item) AND whose.root_id IS DISTINCT FROM named.root_id AND NOT sees_customer(i.customer_id))
$$;

-- What waits to be done at the provider of a channel and is about people whom its holder does not see: how each stands, and how the item
-- stands on the server that it is about, of which nothing else is told.
CREATE FUNCTION throughline.channel_wants(channel text, node uuid, fence bigint, max integer)
RETURNS TABLE (id text, body jsonb) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM check_fence(channel, node, fence);
  RETURN QUERY SELECT w.id::text, to_jsonb(w) || jsonb_build_object('files', '[]'::jsonb, 'item_rev', i.rev)
    FROM records w JOIN records i ON i.id = as_id(w.payload ->> 'item')
    WHERE w.kind IN ('ask', 'wish') AND w.payload ->> 'state' IN ('asked', 'taken', 'pending') AND i.channel_id = channel
      AND NOT sees_customer(w.customer_id)
    ORDER BY w.received_at LIMIT least(greatest(max, 1), 200);
END $$;

-- What came of one of these, told by the holder: how it stands, and nothing of what was asked. Not ok: it was asked anew meanwhile.
CREATE FUNCTION throughline.want_settle(channel text, node uuid, fence bigint, want uuid, rev integer, answer jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  w records;
BEGIN
  PERFORM check_fence(channel, node, fence);
  SELECT * INTO w FROM records x WHERE x.id = want AND x.kind IN ('ask', 'wish')
    AND EXISTS (SELECT 1 FROM records i WHERE i.id = as_id(x.payload ->> 'item') AND i.channel_id = channel) FOR UPDATE;
  IF w.id IS NULL THEN RAISE EXCEPTION 'nothing that is asked of this channel' USING ERRCODE = 'P0002'; END IF;
  IF coalesce(answer ->> 'state', '') NOT IN ('taken', 'failed', 'done', 'refused', 'pending') OR length(answer::text) > 4000 THEN
    RAISE EXCEPTION 'state: expected taken, failed, done, refused or pending' USING ERRCODE = '22023';
  END IF;
  IF rev <= w.rev OR answer -> 'createdAt' IS DISTINCT FROM w.payload -> 'createdAt' THEN RETURN jsonb_build_object('ok', false, 'rev', w.rev); END IF;
  UPDATE records x SET rev = want_settle.rev, payload = x.payload || jsonb_build_object('state', answer -> 'state', 'detail', answer -> 'detail')
    || CASE w.kind WHEN 'wish' THEN jsonb_build_object('code', answer -> 'code') ELSE jsonb_build_object('hash', answer -> 'hash') END
  WHERE x.id = w.id;
  INSERT INTO record_files (record_id, hash) SELECT w.id, f.hash FROM files f WHERE f.hash = answer ->> 'hash' AND w.kind = 'ask' ON CONFLICT DO NOTHING;
  RETURN jsonb_build_object('ok', true, 'rev', want_settle.rev);
END $$;

-- Whom the answers go to that a holder has in hand: as whom they are shown, and the one address each leaves for.
CREATE FUNCTION throughline.orders_go_to(channel text, node uuid, fence bigint, orders uuid[]) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM check_fence(channel, node, fence);
  RETURN (
    WITH sent AS (
      SELECT o.customer_id AS customer, as_id(o.intent #>> '{item,contact}') AS contact FROM outbox o
      WHERE o.id = ANY (orders) AND o.channel_id = channel AND o.state = 'sending' AND o.fence = orders_go_to.fence AND o.node_id = node),
    people AS (
      SELECT k.* FROM customers k WHERE k.id IN (
        SELECT s.customer FROM sent s UNION SELECT r.root_id FROM sent s JOIN customers r ON r.id = s.customer))
    SELECT jsonb_build_object(
      'customers', (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]') FROM people p),
      'contactPoints', (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM contact_points c
        WHERE c.id IN (SELECT s.contact FROM sent s) AND c.customer_id IN (
          SELECT m.id FROM customers m WHERE m.root_id IN (SELECT p.root_id FROM people p)))));
END $$;

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
    -- What is wished of a message is wished by who may see whose it is, and not by naming somebody else beside it.
    IF NOT recovers AND r ->> 'kind' IN ('wish', 'ask') AND NOT may_wish(r -> 'payload' ->> 'item', (r ->> 'customerId')::uuid) THEN
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
