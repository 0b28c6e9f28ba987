-- Reading the audit, taking out, erasing, and what the whole team is set to.

-- That a person was opened; the same again within ten minutes is the same look.
CREATE FUNCTION throughline.saw(customer uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE agent agents := caller();
BEGIN
  IF NOT sees_customer(customer) THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  IF EXISTS (SELECT 1 FROM audit a WHERE a.customer_id = customer AND a.agent_id = agent.id AND a.action = 'saw' AND a.at > clock_timestamp() - interval '10 minutes') THEN
    RETURN;
  END IF;
  PERFORM note_audit('saw', 'customer', customer::text, customer);
END $$;

-- filter: {"before": seq, "after": seq, "agentId", "customerId", "action", "words", "from": ms, "to": ms, "max"}; the latest first.
CREATE FUNCTION throughline.audit_read(filter jsonb DEFAULT '{}') RETURNS SETOF throughline.audit LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE lead agents := calling_lead();
BEGIN
  IF NOT filter ? 'before' AND NOT filter ? 'after' THEN PERFORM note_audit('audit-read', NULL, NULL, NULL, jsonb_build_object('filter', filter)); END IF;
  RETURN QUERY SELECT * FROM audit a
  WHERE (NOT filter ? 'before' OR a.seq < (filter ->> 'before')::bigint)
    AND (NOT filter ? 'after' OR a.seq > (filter ->> 'after')::bigint)
    AND (NOT filter ? 'agentId' OR a.agent_id = (filter ->> 'agentId')::uuid)
    AND (NOT filter ? 'customerId' OR a.customer_id = (filter ->> 'customerId')::uuid)
    AND (NOT filter ? 'action' OR a.action = filter ->> 'action')
    AND (NOT filter ? 'from' OR a.at >= to_timestamp((filter ->> 'from')::numeric / 1000))
    AND (NOT filter ? 'to' OR a.at < to_timestamp((filter ->> 'to')::numeric / 1000))
    AND (NOT filter ? 'words' OR strpos(lower(a.login || ' ' || a.action || ' ' || coalesce(a.subject, '') || ' ' || a.detail::text), lower(filter ->> 'words')) > 0)
  ORDER BY a.seq DESC LIMIT least(greatest(coalesce((filter ->> 'max')::integer, 200), 1), 5000);
END $$;

-- Everything of one person, to be handed out.
CREATE FUNCTION throughline.export_customer(customer uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  root uuid;
  members uuid[];
BEGIN
  IF NOT sees_customer(customer) THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  SELECT root_id INTO root FROM customers WHERE id = customer;
  IF root IS NULL THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  members := ARRAY(SELECT id FROM customers WHERE root_id = root);
  PERFORM note_audit('export', 'customer', root::text, root);
  RETURN jsonb_build_object(
    'customers', (SELECT jsonb_agg(to_jsonb(t)) FROM customers t WHERE t.id = ANY (members)),
    'contactPoints', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM contact_points t WHERE t.customer_id = ANY (members)),
    'links', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM links t WHERE t.a_id = ANY (members) OR t.b_id = ANY (members)),
    'conversations', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM conversations t WHERE t.customer_id = ANY (members)),
    'records', (SELECT coalesce(jsonb_agg(body_of('record', t.id::text) ORDER BY t.sent_at), '[]') FROM records t WHERE t.customer_id = ANY (members)));
END $$;

-- A person and all that was said by and to them, for good. Their addresses stay as hashes, so that no import brings them back; the audit
-- keeps that it was done, and by whom.
CREATE FUNCTION throughline.erase(customer uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  admin agents := calling_admin();
  root uuid;
  members uuid[];
  gone_records bigint;
  orphans text[];
BEGIN
  SELECT root_id INTO root FROM customers WHERE id = customer FOR UPDATE;
  IF root IS NULL THEN RAISE EXCEPTION 'no such customer' USING ERRCODE = 'P0002'; END IF;
  members := ARRAY(SELECT id FROM customers WHERE root_id = root);
  INSERT INTO tombstones (kind, key_hash, at)
  SELECT DISTINCT p.kind, key_hash(p.kind, p.normalised), now_ms() FROM contact_points p WHERE p.customer_id = ANY (members) ON CONFLICT DO NOTHING;
  orphans := ARRAY(SELECT DISTINCT f.hash FROM record_files f JOIN records r ON r.id = f.record_id WHERE r.customer_id = ANY (members)
    AND NOT EXISTS (SELECT 1 FROM record_files g JOIN records s ON s.id = g.record_id WHERE g.hash = f.hash AND s.customer_id <> ALL (members)));
  DELETE FROM record_files f USING records r WHERE r.id = f.record_id AND r.customer_id = ANY (members);
  DELETE FROM files f WHERE f.hash = ANY (orphans);
  DELETE FROM records r WHERE r.customer_id = ANY (members);
  GET DIAGNOSTICS gone_records = ROW_COUNT;
  DELETE FROM contact_points p WHERE p.customer_id = ANY (members);
  DELETE FROM links l WHERE l.a_id = ANY (members) OR l.b_id = ANY (members);
  DELETE FROM outbox_attempts a USING outbox o WHERE o.id = a.outbox_id AND o.customer_id = ANY (members);
  DELETE FROM outbox o WHERE o.customer_id = ANY (members);
  DELETE FROM handoffs h WHERE h.customer_id = ANY (members);
  DELETE FROM whispers w WHERE w.customer_id = ANY (members);
  DELETE FROM watchers w WHERE w.customer_id = ANY (members);
  DELETE FROM conversations c WHERE c.customer_id = ANY (members);
  UPDATE customers c SET name = '', root_id = c.id, version = c.version + 1, erased_at = now_ms() WHERE c.id = ANY (members);
  PERFORM note_audit('erase', 'customer', root::text, root, jsonb_build_object('records', gone_records));
  RETURN jsonb_build_object('ok', true, 'records', gone_records, 'customers', to_jsonb(members));
END $$;

CREATE FUNCTION throughline.settings_set(name text, value jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  admin agents := calling_admin();
  s settings;
BEGIN
  SELECT * INTO s FROM settings x WHERE x.name = settings_set.name FOR UPDATE;
  IF s.name IS NULL AND settings_set.version = 0 THEN
    INSERT INTO settings AS x (name, value) VALUES (settings_set.name, settings_set.value) ON CONFLICT DO NOTHING RETURNING * INTO s;
  ELSIF s.version = settings_set.version THEN
    UPDATE settings x SET value = settings_set.value, version = x.version + 1 WHERE x.name = settings_set.name RETURNING * INTO s;
  ELSE
    RETURN jsonb_build_object('ok', false, 'version', coalesce(s.version, 0), 'value', s.value);
  END IF;
  PERFORM note_audit('settings', 'setting', settings_set.name, NULL, jsonb_build_object('value', settings_set.value));
  RETURN jsonb_build_object('ok', true, 'version', s.version);
END $$;

-- What follows is changed by leads. `version` 0 makes a new one; an older version changes nothing.
CREATE FUNCTION throughline.department_put(department jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  d departments;
BEGIN
  IF department_put.version = 0 THEN
    INSERT INTO departments (id, key, name, hours) VALUES (coalesce((department ->> 'id')::uuid, gen_random_uuid()), department ->> 'key',
      department ->> 'name', department -> 'hours') ON CONFLICT DO NOTHING RETURNING * INTO d;
  ELSE
    UPDATE departments x SET name = coalesce(department ->> 'name', x.name), hours = CASE WHEN department ? 'hours' THEN department -> 'hours' ELSE x.hours END,
      removed_at = CASE WHEN coalesce((department ->> 'removed')::boolean, false) THEN now_ms() END, version = x.version + 1
    WHERE x.id = (department ->> 'id')::uuid AND x.version = department_put.version RETURNING * INTO d;
  END IF;
  IF d.id IS NULL THEN RETURN jsonb_build_object('ok', false); END IF;
  PERFORM note_audit('department', 'department', d.id::text, NULL, department);
  RETURN jsonb_build_object('ok', true, 'id', d.id, 'version', d.version);
END $$;

CREATE FUNCTION throughline.duty_put(duty jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  d duties;
BEGIN
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
  PERFORM note_audit('duty', 'duty', d.id::text, NULL, duty);
  RETURN jsonb_build_object('ok', true, 'id', d.id, 'version', d.version);
END $$;

-- How an agent works: capacity, skills, languages, departments. Who one is, and what one may see, an administrator decides.
CREATE FUNCTION throughline.agent_put(agent jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  a agents;
BEGIN
  IF (agent ? 'visibility' OR agent ? 'departments') AND lead.role <> 'admin' THEN
    RAISE EXCEPTION 'only an administrator may change what somebody sees' USING ERRCODE = '42501';
  END IF;
  IF agent ? 'visibility' AND agent ->> 'visibility' NOT IN ('own', 'department', 'all') THEN
    RAISE EXCEPTION 'visibility: expected own, department or all' USING ERRCODE = '22023';
  END IF;
  UPDATE agents x SET
    name = coalesce(agent ->> 'name', x.name),
    email = CASE WHEN agent ? 'email' THEN agent ->> 'email' ELSE x.email END,
    visibility = coalesce(agent ->> 'visibility', x.visibility),
    capacity = coalesce(agent -> 'capacity', x.capacity),
    skills = CASE WHEN agent ? 'skills' THEN ARRAY(SELECT jsonb_array_elements_text(agent -> 'skills')) ELSE x.skills END,
    languages = CASE WHEN agent ? 'languages' THEN ARRAY(SELECT jsonb_array_elements_text(agent -> 'languages')) ELSE x.languages END,
    version = x.version + 1
  WHERE x.id = (agent ->> 'id')::uuid AND x.version = agent_put.version AND x.removed_at IS NULL RETURNING * INTO a;
  IF a.id IS NULL THEN RETURN jsonb_build_object('ok', false); END IF;
  IF agent ? 'departments' THEN
    DELETE FROM memberships m WHERE m.agent_id = a.id;
    INSERT INTO memberships (agent_id, department_id)
    SELECT a.id, d.id FROM departments d WHERE d.id::text IN (SELECT jsonb_array_elements_text(agent -> 'departments')) AND d.removed_at IS NULL;
  END IF;
  PERFORM note_audit('agent', 'agent', a.id::text, NULL, agent);
  RETURN jsonb_build_object('ok', true, 'id', a.id, 'version', a.version);
END $$;

-- A channel of the team. Its secrets come sealed; that they changed is written down, what they are is not. Whoever has its secrets may
-- bring in a new one, as a desk does that joins with channels of its own; changing one is for leads.
CREATE FUNCTION throughline.channel_put(channel jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  c channels;
BEGIN
  IF channel_put.version <> 0 AND NOT leads(agent) THEN RAISE EXCEPTION 'only a lead may do this' USING ERRCODE = '42501'; END IF;
  IF channel_put.version = 0 THEN
    INSERT INTO channels (id, kind, name, address, config, secrets, department_id, created_at)
    VALUES (channel ->> 'id', channel ->> 'kind', channel ->> 'name', channel ->> 'address', channel -> 'config', channel ->> 'secrets',
      (channel ->> 'departmentId')::uuid, now_ms()) ON CONFLICT DO NOTHING RETURNING * INTO c;
  ELSE
    UPDATE channels x SET kind = coalesce(channel ->> 'kind', x.kind), name = coalesce(channel ->> 'name', x.name), address = coalesce(channel ->> 'address', x.address),
      config = coalesce(channel -> 'config', x.config), secrets = coalesce(channel ->> 'secrets', x.secrets),
      department_id = CASE WHEN channel ? 'departmentId' THEN (channel ->> 'departmentId')::uuid ELSE x.department_id END,
      removed_at = NULL, version = x.version + 1
    WHERE x.id = channel ->> 'id' AND x.version = channel_put.version RETURNING * INTO c;
  END IF;
  IF c.id IS NULL THEN RETURN jsonb_build_object('ok', false, 'version', (SELECT x.version FROM channels x WHERE x.id = channel ->> 'id')); END IF;
  PERFORM note_audit('channel', 'channel', c.id, NULL, channel - 'secrets' - 'config');
  RETURN jsonb_build_object('ok', true, 'version', c.version);
END $$;

CREATE FUNCTION throughline.channel_remove(id text) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE admin agents := calling_admin();
BEGIN
  UPDATE channels c SET removed_at = now_ms(), secrets = '', version = c.version + 1 WHERE c.id = channel_remove.id AND c.removed_at IS NULL;
  IF NOT FOUND THEN RETURN jsonb_build_object('ok', false); END IF;
  PERFORM note_audit('channel-removed', 'channel', channel_remove.id, NULL);
  RETURN jsonb_build_object('ok', true);
END $$;
