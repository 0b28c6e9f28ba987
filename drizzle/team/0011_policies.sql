-- Rules of the team are changed by leads, one setting at a time; every other setting stays with administrators. `version` is the one
-- it was decided on, 0 where there is none yet.

CREATE FUNCTION throughline.policy_put(name text, value jsonb, version integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  s settings;
BEGIN
  IF policy_put.name NOT IN ('assignment', 'takeOver', 'responseLease', 'handoff', 'sla', 'hours') THEN
    RAISE EXCEPTION 'name: expected one of the rules of a team' USING ERRCODE = '22023';
  END IF;
  SELECT * INTO s FROM settings x WHERE x.name = policy_put.name FOR UPDATE;
  IF s.name IS NULL AND policy_put.version = 0 THEN
    INSERT INTO settings AS x (name, value) VALUES (policy_put.name, policy_put.value) ON CONFLICT DO NOTHING RETURNING * INTO s;
  ELSIF s.version = policy_put.version THEN
    UPDATE settings x SET value = policy_put.value, version = x.version + 1 WHERE x.name = policy_put.name RETURNING * INTO s;
  ELSE
    RETURN jsonb_build_object('ok', false, 'version', coalesce(s.version, 0));
  END IF;
  IF s.name IS NULL THEN RETURN jsonb_build_object('ok', false); END IF;
  PERFORM note_audit('settings', 'setting', policy_put.name, NULL, jsonb_build_object('value', policy_put.value));
  RETURN jsonb_build_object('ok', true, 'version', s.version);
END $$;
