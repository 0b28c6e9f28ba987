-- Who sees what: own, department, all. A conversation that belongs to no department is seen by every department, because otherwise
-- nobody would find it; who sees only their own gets others from the queue.

CREATE FUNCTION throughline.sees(assignee uuid, department uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT CASE agent.visibility
      WHEN 'all' THEN true
      WHEN 'department' THEN assignee = agent.id OR department IS NULL
        OR department IN (SELECT department_id FROM memberships WHERE agent_id = agent.id)
      ELSE assignee = agent.id
    END
    FROM agents agent WHERE agent.login = session_user AND agent.removed_at IS NULL
  ), false)
$$;

CREATE FUNCTION throughline.sees_all() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT visibility = 'all' FROM agents WHERE login = session_user AND removed_at IS NULL), false)
$$;

-- A person is seen by whoever sees a conversation of theirs; one without any, by all but those who see only their own.
CREATE FUNCTION throughline.sees_customer(customer uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents;
  root uuid;
BEGIN
  SELECT * INTO agent FROM agents WHERE login = session_user AND removed_at IS NULL;
  IF agent.id IS NULL THEN RETURN false; END IF;
  IF customer IS NULL OR agent.visibility = 'all' THEN RETURN true; END IF;
  SELECT root_id INTO root FROM customers WHERE id = customer;
  IF root IS NULL THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM conversations c WHERE c.customer_id = root AND sees(c.assignee_id, c.department_id)) THEN RETURN true; END IF;
  RETURN agent.visibility = 'department' AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.customer_id = root);
END $$;

DO $$
DECLARE shown record;
BEGIN
  FOR shown IN SELECT * FROM (VALUES
    ('meta', '(SELECT throughline.me()) IS NOT NULL'),
    ('agents', '(SELECT throughline.me()) IS NOT NULL'),
    ('departments', '(SELECT throughline.me()) IS NOT NULL'),
    ('memberships', '(SELECT throughline.me()) IS NOT NULL'),
    ('duties', '(SELECT throughline.me()) IS NOT NULL'),
    ('settings', '(SELECT throughline.me()) IS NOT NULL'),
    ('channels', '(SELECT throughline.me()) IS NOT NULL'),
    ('cursors', '(SELECT throughline.me()) IS NOT NULL'),
    ('nodes', '(SELECT throughline.me()) IS NOT NULL'),
    ('leases', '(SELECT throughline.me()) IS NOT NULL'),
    ('presence', '(SELECT throughline.me()) IS NOT NULL'),
    ('changes', '(SELECT throughline.me()) IS NOT NULL'),
    ('key_boxes', '(SELECT throughline.me()) IS NOT NULL AND login = session_user'),
    ('customers', '(SELECT throughline.sees_all()) OR throughline.sees_customer(id)'),
    ('contact_points', '(SELECT throughline.sees_all()) OR throughline.sees_customer(customer_id)'),
    ('links', '(SELECT throughline.sees_all()) OR throughline.sees_customer(a_id) OR throughline.sees_customer(b_id)'),
    ('conversations', '(SELECT throughline.sees_all()) OR throughline.sees(assignee_id, department_id)'),
    ('records', '(SELECT throughline.sees_all()) OR ((SELECT throughline.me()) IS NOT NULL AND throughline.sees_customer(customer_id))'),
    ('outbox', '(SELECT throughline.sees_all()) OR throughline.sees_customer(customer_id)'),
    ('watchers', '(SELECT throughline.sees_all()) OR throughline.sees_customer(customer_id)'),
    ('handoffs', '(SELECT throughline.sees_all()) OR (SELECT throughline.me()) IN (by_id, from_id, to_id) OR throughline.sees_customer(customer_id)'),
    ('whispers', '(SELECT throughline.me()) IN (from_id, to_id)'),
    -- These follow what their parent shows: the subqueries are under its policy.
    ('outbox_attempts', 'EXISTS (SELECT 1 FROM throughline.outbox o WHERE o.id = outbox_id)'),
    ('record_files', 'EXISTS (SELECT 1 FROM throughline.records r WHERE r.id = record_id)'),
    ('files', 'EXISTS (SELECT 1 FROM throughline.record_files f WHERE f.hash = files.hash)'),
    ('file_chunks', 'EXISTS (SELECT 1 FROM throughline.record_files f WHERE f.hash = file_chunks.hash)'),
    -- Nobody's: the one is read by a function that itself is written down, in the other one could look for guessed numbers.
    ('audit', 'false'),
    ('tombstones', 'false')) AS t (tab, condition)
  LOOP
    EXECUTE format('ALTER TABLE throughline.%I ENABLE ROW LEVEL SECURITY', shown.tab);
    EXECUTE format('CREATE POLICY shown ON throughline.%I FOR SELECT USING (%s)', shown.tab, shown.condition);
  END LOOP;
END $$;
