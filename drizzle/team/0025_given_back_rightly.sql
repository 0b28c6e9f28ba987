-- Takes two people apart again. Roots are found anew from the links that are left, so that longer chains fall apart rightly. Whoever has
-- an open conversation by now keeps that one: what would be a second stays with it, or where it is. What has gone elsewhere since the
-- two were joined, because another link was undone first, is not fetched back from there.
CREATE OR REPLACE FUNCTION throughline.unlink(id uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  l links;
  before uuid;
  members uuid[];
  entry jsonb;
  back uuid;
  other uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(7421, 1);
  SELECT * INTO l FROM links x WHERE x.id = unlink.id;
  IF l.id IS NULL OR NOT sees_customer(l.a_id) THEN RAISE EXCEPTION 'no such link' USING ERRCODE = 'P0002'; END IF;
  IF l.undone_at IS NOT NULL THEN RETURN jsonb_build_object('ok', false, 'why', 'undone'); END IF;
  IF NOT leads(agent) AND l.agent_id IS DISTINCT FROM agent.id AND l.agent_id IS NOT NULL THEN
    RAISE EXCEPTION 'only a lead may take apart what a colleague linked' USING ERRCODE = '42501';
  END IF;
  UPDATE links x SET undone_at = now_ms(), undone_by = agent.id WHERE x.id = l.id;
  SELECT root_id INTO before FROM customers WHERE customers.id = l.a_id;
  PERFORM 1 FROM customers c WHERE c.root_id = before ORDER BY c.id FOR UPDATE;
  members := ARRAY(SELECT customers.id FROM customers WHERE root_id = before);
  WITH RECURSIVE reached (member, other) AS (
    SELECT m, m FROM unnest(members) AS m
    UNION
    SELECT r.member, CASE WHEN x.a_id = r.other THEN x.b_id ELSE x.a_id END
    FROM reached r JOIN links x ON x.undone_at IS NULL AND r.other IN (x.a_id, x.b_id)
  ), roots AS (
    SELECT DISTINCT ON (r.member) r.member, c.id AS root
    FROM reached r JOIN customers c ON c.id = r.other ORDER BY r.member, c.created_at, c.id
  )
  UPDATE customers c SET root_id = roots.root, version = c.version + 1 FROM roots WHERE c.id = roots.member AND c.root_id <> roots.root;
  IF (SELECT root_id FROM customers WHERE customers.id = l.a_id) <> (SELECT root_id FROM customers WHERE customers.id = l.b_id) THEN
    FOR entry IN SELECT * FROM jsonb_array_elements(l.restore -> 'absorbed') LOOP
      SELECT k.root_id INTO back FROM conversations c JOIN customers k ON k.id = c.customer_id WHERE c.id = (entry ->> 'conversation')::uuid;
      other := nullif(open_of(back), (entry ->> 'conversation')::uuid);
      UPDATE conversations c SET merged_into = other, customer_id = CASE WHEN other IS NULL THEN back ELSE c.customer_id END,
        version = c.version + 1, changed_at = now_ms(), changed_by = agent.id WHERE c.id = (entry ->> 'conversation')::uuid;
    END LOOP;
    FOR entry IN SELECT * FROM jsonb_array_elements(l.restore -> 'moved') LOOP
      SELECT root_id INTO back FROM customers WHERE customers.id = (entry ->> 'from')::uuid;
      UPDATE conversations c SET customer_id = back, version = c.version + 1, changed_at = now_ms(), changed_by = agent.id
      WHERE c.id = (entry ->> 'conversation')::uuid AND c.customer_id = ANY (members) AND (c.status = 'resolved' OR c.merged_into IS NOT NULL OR open_of(back) IS NULL);
    END LOOP;
  END IF;
  PERFORM note_audit('unlink', 'link', l.id::text, before, jsonb_build_object('a', l.a_id, 'b', l.b_id));
  RETURN jsonb_build_object('ok', true, 'root', (SELECT root_id FROM customers WHERE customers.id = l.a_id));
END $$;
