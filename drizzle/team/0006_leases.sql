-- Who runs a channel: exactly one node, by the clock of the server. Every taking makes a higher fence, so that what an earlier holder
-- (or an earlier life of the same one) still writes is told apart.

CREATE FUNCTION throughline.own_node(node uuid) RETURNS throughline.nodes LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  n nodes;
BEGIN
  SELECT * INTO n FROM nodes WHERE id = node AND agent_id = agent.id;
  IF n.id IS NULL THEN RAISE EXCEPTION 'this installation has not said hello' USING ERRCODE = '42501'; END IF;
  RETURN n;
END $$;

CREATE FUNCTION throughline.lease_answer(ok boolean, l throughline.leases) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('ok', ok, 'fence', l.fence, 'wanted', l.wanted_by IS NOT NULL,
    'remainingMs', greatest(0, (extract(epoch FROM l.expires_at - clock_timestamp()) * 1000)::bigint),
    'holder', (SELECT jsonb_build_object('nodeId', n.id, 'name', n.name, 'kind', n.kind, 'agentId', n.agent_id) FROM nodes n WHERE n.id = l.node_id))
$$;

-- Takes a channel that is free or whose holder is gone. A relay that finds it with a desk asks for it: the desk hears so at its next
-- renewal and gives it over.
CREATE FUNCTION throughline.lease_take(channel text, node uuid, ttl_ms integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  n nodes := own_node(node);
  l leases;
  until timestamptz;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM channels c WHERE c.id = channel AND c.removed_at IS NULL) THEN
    RAISE EXCEPTION 'no such channel' USING ERRCODE = 'P0002';
  END IF;
  INSERT INTO leases (channel_id, fence) VALUES (channel, 0) ON CONFLICT DO NOTHING;
  SELECT * INTO l FROM leases WHERE channel_id = channel FOR UPDATE;
  IF l.node_id IS NOT NULL AND l.node_id <> n.id AND l.expires_at > clock_timestamp() THEN
    IF n.kind = 'relay' AND l.wanted_by IS NULL AND (SELECT h.kind FROM nodes h WHERE h.id = l.node_id) = 'desk' THEN
      UPDATE leases SET wanted_by = n.id WHERE channel_id = channel RETURNING * INTO l;
    END IF;
    RETURN lease_answer(false, l);
  END IF;
  until := clock_timestamp() + make_interval(secs => least(greatest(ttl_ms, 1000), 60000) / 1000.0);
  UPDATE leases SET node_id = n.id, agent_id = n.agent_id, fence = fence + 1, expires_at = until, wanted_by = NULL
  WHERE channel_id = channel RETURNING * INTO l;
  PERFORM note_audit('lease', 'channel', channel, NULL, jsonb_build_object('node', n.id, 'fence', l.fence));
  RETURN lease_answer(true, l);
END $$;

-- Not ok: somebody else has it, or the time was over before this came. Then it must be taken anew.
CREATE FUNCTION throughline.lease_renew(channel text, node uuid, fence bigint, ttl_ms integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  n nodes := own_node(node);
  l leases;
BEGIN
  UPDATE leases x SET expires_at = clock_timestamp() + make_interval(secs => least(greatest(ttl_ms, 1000), 60000) / 1000.0)
  WHERE x.channel_id = channel AND x.node_id = n.id AND x.fence = lease_renew.fence AND x.expires_at > clock_timestamp() RETURNING * INTO l;
  IF l.channel_id IS NOT NULL THEN RETURN lease_answer(true, l); END IF;
  SELECT * INTO l FROM leases x WHERE x.channel_id = channel;
  RETURN lease_answer(false, l);
END $$;

-- Given back at once, or straight to the relay that asked for it.
CREATE FUNCTION throughline.lease_release(channel text, node uuid, fence bigint) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  n nodes := own_node(node);
  l leases;
BEGIN
  UPDATE leases x SET node_id = NULL, agent_id = NULL, expires_at = NULL
  WHERE x.channel_id = channel AND x.node_id = n.id AND x.fence = lease_release.fence RETURNING * INTO l;
  IF l.channel_id IS NULL THEN
    SELECT * INTO l FROM leases x WHERE x.channel_id = channel;
    RETURN lease_answer(false, l);
  END IF;
  IF l.wanted_by IS NOT NULL THEN
    UPDATE leases x SET node_id = l.wanted_by, agent_id = (SELECT w.agent_id FROM nodes w WHERE w.id = l.wanted_by), fence = x.fence + 1,
      expires_at = clock_timestamp() + interval '10 seconds', wanted_by = NULL
    WHERE x.channel_id = channel RETURNING * INTO l;
  END IF;
  PERFORM note_audit('lease-released', 'channel', channel, NULL, jsonb_build_object('node', n.id, 'fence', lease_release.fence));
  RETURN lease_answer(true, l);
END $$;
