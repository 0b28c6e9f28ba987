-- A department ends. What it had goes to another one, or to none, where everybody finds it.

-- `into_department`: whose its conversations are from now on; none: the queue of all. Those that are over go along, because who belongs
-- to a department sees what was its. Lines of the matrix that name it end, or are the other's; who belonged to it does not any more.
CREATE FUNCTION throughline.department_remove(department uuid, into_department uuid, version integer) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  d departments;
  now_at bigint := now_ms();
  moved integer;
  lines integer;
  people integer;
BEGIN
  IF into_department IS NOT NULL AND (into_department = department
    OR NOT EXISTS (SELECT 1 FROM departments x WHERE x.id = into_department AND x.removed_at IS NULL)) THEN
    RAISE EXCEPTION 'no such department' USING ERRCODE = 'P0002';
  END IF;
  UPDATE departments x SET removed_at = now_at, version = x.version + 1
  WHERE x.id = department AND x.version = department_remove.version AND x.removed_at IS NULL RETURNING * INTO d;
  IF d.id IS NULL THEN RETURN jsonb_build_object('ok', false); END IF;
  -- In the order in which others lock them.
  PERFORM 1 FROM conversations c WHERE c.department_id = department ORDER BY c.id FOR UPDATE;
  SELECT count(*) INTO moved FROM conversations c WHERE c.department_id = department AND c.status <> 'resolved' AND c.merged_into IS NULL;
  UPDATE conversations c SET department_id = into_department, version = c.version + 1, changed_at = now_at, changed_by = lead.id
  WHERE c.department_id = department;
  -- Offered to those who belonged to it: the others may take it up, or it is in the queue of all without an offer.
  UPDATE handoffs h SET to_department = into_department WHERE h.to_department = department AND h.state = 'offered' AND into_department IS NOT NULL;
  UPDATE handoffs h SET state = 'undone', answered_at = now_at WHERE h.to_department = department AND h.state = 'offered' AND h.to_id IS NULL;
  UPDATE duties x SET removed_at = CASE WHEN into_department IS NULL THEN now_at END, department_id = coalesce(into_department, x.department_id),
    version = x.version + 1 WHERE x.department_id = department AND x.removed_at IS NULL;
  GET DIAGNOSTICS lines = ROW_COUNT;
  UPDATE channels x SET department_id = into_department, version = x.version + 1 WHERE x.department_id = department;
  DELETE FROM memberships m WHERE m.department_id = department;
  GET DIAGNOSTICS people = ROW_COUNT;
  PERFORM note_audit('department-removed', 'department', d.id::text, NULL, jsonb_build_object('key', d.key, 'name', d.name, 'into', into_department,
    'conversations', moved, 'duties', lines, 'agents', people));
  RETURN jsonb_build_object('ok', true, 'id', d.id, 'version', d.version, 'conversations', moved, 'duties', lines, 'agents', people);
END $$;

-- One that ended can be had again under its short name; what it had is not its any more.
CREATE OR REPLACE FUNCTION throughline.department_put(department jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  d departments;
BEGIN
  IF coalesce((department ->> 'removed')::boolean, false) THEN
    RETURN department_remove((department ->> 'id')::uuid, NULL, version);
  END IF;
  IF department_put.version = 0 THEN
    INSERT INTO departments AS x (id, key, name, hours) VALUES (coalesce((department ->> 'id')::uuid, gen_random_uuid()), department ->> 'key',
      department ->> 'name', department -> 'hours')
    ON CONFLICT (key) DO UPDATE SET name = excluded.name, hours = excluded.hours, removed_at = NULL, version = x.version + 1
      WHERE x.removed_at IS NOT NULL RETURNING * INTO d;
  ELSE
    UPDATE departments x SET name = coalesce(department ->> 'name', x.name), hours = CASE WHEN department ? 'hours' THEN department -> 'hours' ELSE x.hours END,
      version = x.version + 1
    WHERE x.id = (department ->> 'id')::uuid AND x.version = department_put.version AND x.removed_at IS NULL RETURNING * INTO d;
  END IF;
  IF d.id IS NULL THEN RETURN jsonb_build_object('ok', false); END IF;
  PERFORM note_audit('department', 'department', d.id::text, NULL, department);
  RETURN jsonb_build_object('ok', true, 'id', d.id, 'version', d.version);
END $$;
