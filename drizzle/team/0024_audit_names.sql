-- The audit is found by whom it is about, too.

-- Letters small and ё as е, whatever the server knows of letters.
CREATE FUNCTION throughline.folded(words text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT translate(lower(words), 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё', 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе')
$$;

-- filter: {"before": seq, "after": seq, "agentId", "customerId", "action", "words", "from": ms, "to": ms, "max"}; the latest first.
-- `words` are looked for in what was done, and in names and addresses of people whom the caller may see.
CREATE OR REPLACE FUNCTION throughline.audit_read(filter jsonb DEFAULT '{}') RETURNS SETOF throughline.audit LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  lead agents := calling_lead();
  everybody boolean := sees_all();
  sought text := coalesce(folded(filter ->> 'words'), '');
  named uuid[] := '{}';
BEGIN
  IF NOT filter ? 'before' AND NOT filter ? 'after' THEN PERFORM note_audit('audit-read', NULL, NULL, NULL, jsonb_build_object('filter', filter)); END IF;
  IF sought <> '' THEN
    named := ARRAY(SELECT k.id FROM customers k WHERE k.root_id IN (
        SELECT c.root_id FROM customers c WHERE strpos(folded(c.name), sought) > 0
        UNION SELECT c.root_id FROM contact_points p JOIN customers c ON c.id = p.customer_id
          WHERE p.removed_at IS NULL AND strpos(folded(p.value || ' ' || coalesce(p.payload ->> 'name', '')), sought) > 0)
      AND (everybody OR sees_customer(k.id)));
  END IF;
  RETURN QUERY SELECT * FROM audit a
  WHERE (NOT filter ? 'before' OR a.seq < (filter ->> 'before')::bigint)
    AND (NOT filter ? 'after' OR a.seq > (filter ->> 'after')::bigint)
    AND (NOT filter ? 'agentId' OR a.agent_id = (filter ->> 'agentId')::uuid)
    AND (NOT filter ? 'customerId' OR a.customer_id = (filter ->> 'customerId')::uuid)
    AND (NOT filter ? 'action' OR a.action = filter ->> 'action')
    AND (NOT filter ? 'from' OR a.at >= to_timestamp((filter ->> 'from')::numeric / 1000))
    AND (NOT filter ? 'to' OR a.at < to_timestamp((filter ->> 'to')::numeric / 1000))
    AND (sought = '' OR a.customer_id = ANY (named)
      OR strpos(folded(a.login || ' ' || a.action || ' ' || coalesce(a.subject, '') || ' ' || a.detail::text), sought) > 0)
  ORDER BY a.seq DESC LIMIT least(greatest(coalesce((filter ->> 'max')::integer, 200), 1), 5000);
END $$;
