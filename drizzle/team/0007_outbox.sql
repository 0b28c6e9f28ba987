-- What other desks want to leave by a channel reaches its holder through here, at most once: an attempt is written down before it begins,
-- and one whose end nobody knows is `unknown` and never tried again by itself.

CREATE FUNCTION throughline.outbox_enqueue(entry jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  o outbox;
BEGIN
  IF NOT sees_customer((entry ->> 'customerId')::uuid) OR entry ->> 'customerId' IS NULL THEN
    RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002';
  END IF;
  INSERT INTO outbox (id, channel_id, customer_id, conversation_id, author_id, intent, state, created_at, next_attempt_at)
  VALUES ((entry ->> 'id')::uuid, entry ->> 'channelId', (entry ->> 'customerId')::uuid, (entry ->> 'conversationId')::uuid, agent.id,
    entry -> 'intent', 'queued', coalesce((entry ->> 'createdAt')::bigint, now_ms()),
    clock_timestamp() + make_interval(secs => coalesce((entry ->> 'delayMs')::bigint, 0) / 1000.0))
  ON CONFLICT (id) DO NOTHING;
  SELECT * INTO o FROM outbox x WHERE x.id = (entry ->> 'id')::uuid;
  IF o.author_id <> agent.id THEN RAISE EXCEPTION 'this message is somebody else''s' USING ERRCODE = '42501'; END IF;
  PERFORM pg_notify('throughline', 'outbox ' || o.channel_id);
  RETURN jsonb_build_object('ok', true, 'state', o.state);
END $$;

-- What to send now, in order. `flying` are those this life of the holder has in hand: one that was claimed under this fence and is not
-- among them never reached it, because the answer was lost, and is handed out again. What an earlier holder had in hand is unknown.
CREATE FUNCTION throughline.outbox_claim(channel text, node uuid, fence bigint, max integer, flying uuid[]) RETURNS SETOF throughline.outbox
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  o outbox;
BEGIN
  PERFORM check_fence(channel, node, fence);
  FOR o IN SELECT * FROM outbox x WHERE x.channel_id = channel AND x.state = 'sending' AND x.fence <> outbox_claim.fence FOR UPDATE SKIP LOCKED LOOP
    UPDATE outbox_attempts a SET ended_at = clock_timestamp(), outcome = 'unknown' WHERE a.outbox_id = o.id AND a.n = o.attempts;
    UPDATE outbox x SET state = 'unknown', result = '{"code": "interrupted"}', version = x.version + 1 WHERE x.id = o.id;
  END LOOP;
  FOR o IN SELECT * FROM outbox x WHERE x.channel_id = channel AND x.state = 'sending' AND x.fence = outbox_claim.fence AND x.id <> ALL (flying)
    ORDER BY x.created_at, x.id FOR UPDATE SKIP LOCKED LOOP
    RETURN NEXT o;
  END LOOP;
  FOR o IN SELECT * FROM outbox x WHERE x.channel_id = channel AND x.state = 'queued' AND x.next_attempt_at <= clock_timestamp()
    ORDER BY x.created_at, x.id LIMIT least(greatest(max, 0), 100) FOR UPDATE SKIP LOCKED LOOP
    UPDATE outbox x SET state = 'sending', attempts = x.attempts + 1, node_id = node, fence = outbox_claim.fence, claimed_at = clock_timestamp(),
      version = x.version + 1 WHERE x.id = o.id RETURNING * INTO o;
    INSERT INTO outbox_attempts (outbox_id, n, node_id, fence, started_at) VALUES (o.id, o.attempts, node, outbox_claim.fence, clock_timestamp());
    RETURN NEXT o;
  END LOOP;
END $$;

-- How an attempt ended: accepted, rejected, unknown, or retry after `retry_ms` when it certainly did not leave. Only the holder that made
-- the attempt may say so, while it holds the channel (TL001 otherwise).
CREATE FUNCTION throughline.outbox_settle(id uuid, node uuid, fence bigint, outcome text, detail jsonb DEFAULT NULL, retry_ms integer DEFAULT 0)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  o outbox;
  next_state text := CASE outcome WHEN 'retry' THEN 'queued' ELSE outcome END;
BEGIN
  IF outcome NOT IN ('accepted', 'rejected', 'unknown', 'retry') THEN RAISE EXCEPTION 'outcome: not one of the four' USING ERRCODE = '22023'; END IF;
  SELECT * INTO o FROM outbox x WHERE x.id = outbox_settle.id;
  IF o.id IS NULL THEN RAISE EXCEPTION 'no such message' USING ERRCODE = 'P0002'; END IF;
  PERFORM check_fence(o.channel_id, node, fence);
  SELECT * INTO o FROM outbox x WHERE x.id = outbox_settle.id FOR UPDATE;
  IF o.state <> 'sending' OR o.fence <> outbox_settle.fence OR o.node_id <> node THEN
    -- Said again after a lost answer.
    RETURN jsonb_build_object('ok', o.state = next_state AND o.fence = outbox_settle.fence, 'state', o.state);
  END IF;
  UPDATE outbox_attempts a SET ended_at = clock_timestamp(), outcome = outbox_settle.outcome, detail = outbox_settle.detail
  WHERE a.outbox_id = o.id AND a.n = o.attempts;
  UPDATE outbox x SET state = next_state, result = outbox_settle.detail, version = x.version + 1,
    next_attempt_at = CASE WHEN next_state = 'queued' THEN clock_timestamp() + make_interval(secs => greatest(retry_ms, 0) / 1000.0) ELSE x.next_attempt_at END
  WHERE x.id = o.id RETURNING * INTO o;
  RETURN jsonb_build_object('ok', true, 'state', o.state);
END $$;

CREATE FUNCTION throughline.outbox_cancel(id uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  o outbox;
BEGIN
  SELECT * INTO o FROM outbox x WHERE x.id = outbox_cancel.id FOR UPDATE;
  IF o.id IS NULL OR NOT sees_customer(o.customer_id) THEN RAISE EXCEPTION 'no such message' USING ERRCODE = 'P0002'; END IF;
  IF o.author_id <> agent.id AND NOT leads(agent) THEN RAISE EXCEPTION 'only a lead may withdraw what a colleague wrote' USING ERRCODE = '42501'; END IF;
  IF o.state <> 'queued' THEN RETURN jsonb_build_object('ok', o.state = 'cancelled', 'state', o.state); END IF;
  UPDATE outbox x SET state = 'cancelled', version = x.version + 1 WHERE x.id = o.id;
  PERFORM note_audit('withdraw', 'outbox', o.id::text, o.customer_id);
  RETURN jsonb_build_object('ok', true, 'state', 'cancelled');
END $$;

-- What a person or a proof (it was found at the provider) decides on one whose fate was unknown: it did leave, it is tried again, or dropped.
CREATE FUNCTION throughline.outbox_decide(id uuid, decision text, detail jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  o outbox;
BEGIN
  IF decision NOT IN ('accepted', 'queued', 'cancelled') THEN RAISE EXCEPTION 'decision: expected accepted, queued or cancelled' USING ERRCODE = '22023'; END IF;
  SELECT * INTO o FROM outbox x WHERE x.id = outbox_decide.id FOR UPDATE;
  IF o.id IS NULL OR NOT sees_customer(o.customer_id) THEN RAISE EXCEPTION 'no such message' USING ERRCODE = 'P0002'; END IF;
  IF o.state NOT IN ('unknown', 'rejected') THEN RETURN jsonb_build_object('ok', o.state = decision, 'state', o.state); END IF;
  UPDATE outbox x SET state = decision, result = coalesce(outbox_decide.detail, x.result), version = x.version + 1, next_attempt_at = clock_timestamp()
  WHERE x.id = o.id;
  PERFORM note_audit('decide-unknown', 'outbox', o.id::text, o.customer_id, jsonb_build_object('was', o.state, 'decision', decision));
  IF decision = 'queued' THEN PERFORM pg_notify('throughline', 'outbox ' || o.channel_id); END IF;
  RETURN jsonb_build_object('ok', true, 'state', decision);
END $$;
