-- What a desk sent by itself while nobody could be asked: it ran the channel when the server went away, and the answer was known to
-- nobody else. It is told afterwards by its author, whoever runs the channel by now, and is never sent again.
CREATE FUNCTION throughline.sent_alone(record jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  new_id uuid := (record ->> 'id')::uuid;
  customer uuid := (record ->> 'customerId')::uuid;
  known records;
BEGIN
  IF record ->> 'direction' <> 'out' OR record ->> 'authorId' <> agent.id::text THEN
    RAISE EXCEPTION 'only answers of one''s own are told this way' USING ERRCODE = '42501';
  END IF;
  IF NOT sees_customer(customer) OR NOT EXISTS (SELECT 1 FROM customers WHERE id = customer AND erased_at IS NULL) THEN
    RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002';
  END IF;
  IF EXISTS (SELECT 1 FROM outbox o WHERE o.id = new_id) THEN
    RAISE EXCEPTION 'this message went by way of the outbox' USING ERRCODE = '22023';
  END IF;
  SELECT * INTO known FROM records r WHERE r.id = new_id
    OR (r.channel_id = record ->> 'channelId' AND r.remote_key = record ->> 'remoteKey') ORDER BY (r.id = new_id) DESC LIMIT 1;
  IF known.id IS NOT NULL THEN RETURN jsonb_build_object('id', known.id); END IF;
  INSERT INTO records (id, kind, customer_id, conversation_id, channel_id, remote_key, direction, automatic, author_id, sent_at, received_at, rev, payload)
  VALUES (new_id, record ->> 'kind', customer, (record ->> 'conversationId')::uuid, record ->> 'channelId', record ->> 'remoteKey', 'out', false,
    agent.id, (record ->> 'sentAt')::bigint, (record ->> 'receivedAt')::bigint, (record ->> 'rev')::bigint, record -> 'payload');
  INSERT INTO record_files (record_id, hash) SELECT new_id, h FROM jsonb_array_elements_text(coalesce(record -> 'files', '[]')) AS h ON CONFLICT DO NOTHING;
  PERFORM spoken(customer, 'out', (record ->> 'sentAt')::bigint);
  PERFORM note_audit('sent-alone', 'record', new_id::text, customer);
  RETURN jsonb_build_object('id', new_id);
END $$;
