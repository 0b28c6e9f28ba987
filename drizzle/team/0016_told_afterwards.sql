-- An answer of which no record came from whoever ran its channel: the attempt was broken off, or it never was tried. The outbox knows how
-- it stands; what was said is told by its author, or by the desk that tried to send it.
CREATE OR REPLACE FUNCTION throughline.sent_alone(record jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  new_id uuid := (record ->> 'id')::uuid;
  customer uuid := (record ->> 'customerId')::uuid;
  known records;
  o outbox;
  author uuid;
  payload jsonb := record -> 'payload';
BEGIN
  SELECT * INTO o FROM outbox x WHERE x.id = new_id FOR UPDATE;
  author := coalesce(o.author_id, agent.id);
  IF record ->> 'direction' <> 'out' OR record ->> 'authorId' <> author::text OR (o.id IS NOT NULL AND o.author_id <> agent.id
    AND NOT EXISTS (SELECT 1 FROM nodes n WHERE n.id = o.node_id AND n.agent_id = agent.id)) THEN
    RAISE EXCEPTION 'only answers of one''s own are told this way' USING ERRCODE = '42501';
  END IF;
  IF NOT sees_customer(customer) OR NOT EXISTS (SELECT 1 FROM customers WHERE id = customer AND erased_at IS NULL) THEN
    RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002';
  END IF;
  SELECT * INTO known FROM records r WHERE r.id = new_id
    OR (r.channel_id = record ->> 'channelId' AND r.remote_key = record ->> 'remoteKey') ORDER BY (r.id = new_id) DESC LIMIT 1;
  IF known.id IS NOT NULL THEN RETURN jsonb_build_object('id', known.id); END IF;
  IF o.id IS NOT NULL THEN
    -- Whoever tries or tried it, and still runs the channel, tells it better.
    IF o.state IN ('queued', 'sending')
      OR EXISTS (SELECT 1 FROM leases l WHERE l.channel_id = o.channel_id AND l.fence = o.fence AND l.expires_at > clock_timestamp()) THEN
      RETURN jsonb_build_object('id', new_id, 'wait', true);
    END IF;
    payload := payload || jsonb_build_object('delivery',
      CASE o.state WHEN 'accepted' THEN 'sent' WHEN 'rejected' THEN 'failed' ELSE o.state END);
  END IF;
  INSERT INTO records (id, kind, customer_id, conversation_id, channel_id, remote_key, direction, automatic, author_id, sent_at, received_at, rev, payload)
  VALUES (new_id, record ->> 'kind', customer, (record ->> 'conversationId')::uuid, record ->> 'channelId', record ->> 'remoteKey', 'out', false,
    author, (record ->> 'sentAt')::bigint, (record ->> 'receivedAt')::bigint, (record ->> 'rev')::bigint, payload);
  INSERT INTO record_files (record_id, hash) SELECT new_id, h FROM jsonb_array_elements_text(coalesce(record -> 'files', '[]')) AS h ON CONFLICT DO NOTHING;
  IF payload ->> 'delivery' IS NULL OR payload ->> 'delivery' NOT IN ('failed', 'cancelled') THEN
    PERFORM spoken(customer, 'out', (record ->> 'sentAt')::bigint);
  END IF;
  PERFORM note_audit(CASE WHEN o.id IS NULL THEN 'sent-alone' ELSE 'told-afterwards' END, 'record', new_id::text, customer);
  RETURN jsonb_build_object('id', new_id);
END $$;
