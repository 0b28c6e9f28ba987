-- Whoever runs a channel takes a message into the conversation that is open there. A colleague at another desk may have resolved it in
-- that moment: the message would lie in what is over, and nobody would wait. Such a one opens the next conversation.

-- The conversation that a message of this person belongs to, which is the one named unless that is over and nothing else is open.
CREATE FUNCTION throughline.heard_after(customer uuid, named uuid, agent throughline.agents) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  over conversations;
  root uuid := (SELECT root_id FROM customers WHERE id = customer);
BEGIN
  SELECT * INTO over FROM conversations WHERE id = named AND status = 'resolved';
  IF over.id IS NULL OR EXISTS (SELECT 1 FROM conversations WHERE customer_id = root AND status <> 'resolved' AND merged_into IS NULL) THEN
    RETURN named;
  END IF;
  RETURN (open_one(jsonb_build_object('id', gen_random_uuid(), 'customerId', customer, 'channelId', over.channel_id,
    'topic', over.topic, 'language', over.language), agent)).id;
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
  heard boolean;
  belongs uuid;
  -- The server went back to an older state: what desks tell it then is what was, and opens nothing.
  restored boolean := coalesce((SELECT recovering_until > clock_timestamp() FROM meta), false);
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
      belongs := (r ->> 'conversationId')::uuid;
      heard := r ->> 'direction' IN ('in', 'out') AND NOT coalesce((r ->> 'automatic')::boolean, false) AND NOT coalesce((r ->> 'quiet')::boolean, false);
      IF heard AND holds AND NOT restored AND r ->> 'direction' = 'in' AND r ->> 'customerId' IS NOT NULL THEN
        belongs := heard_after((r ->> 'customerId')::uuid, belongs, agent);
      END IF;
      INSERT INTO records (id, kind, customer_id, conversation_id, channel_id, remote_key, direction, automatic, author_id, sent_at, received_at, rev, payload)
      VALUES (new_id, r ->> 'kind', (r ->> 'customerId')::uuid, belongs, r ->> 'channelId', r ->> 'remoteKey',
        coalesce(r ->> 'direction', 'none'), coalesce((r ->> 'automatic')::boolean, false), author,
        (r ->> 'sentAt')::bigint, (r ->> 'receivedAt')::bigint, (r ->> 'rev')::bigint, r -> 'payload');
      IF heard THEN
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
