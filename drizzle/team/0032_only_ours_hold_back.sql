-- Transactions are numbered through for a whole server. One that runs for hours in another database of it (another program's nightly
-- work) cannot change anything here, and must not hold back what this team sees.

-- The first transaction that may still put something before what is committed: all below it is settled. One is left out only where its
-- own locks prove that it is connected to another database; of whichever nothing is known, it is taken to be ours. The locks are
-- looked at after the snapshot was taken, and by the name that a transaction's locks share, so that neither the end of one nor a
-- number that was used again can pass for a proof.
CREATE OR REPLACE FUNCTION throughline.horizon() RETURNS text LANGUAGE plpgsql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  seen pg_snapshot := pg_current_snapshot();
  here oid;
  first_running xid8 := pg_snapshot_xmin(seen);
BEGIN
  -- Mostly nothing waits behind whatever runs.
  IF NOT EXISTS (SELECT 1 FROM changes WHERE xid >= first_running) THEN
    RETURN first_running::text;
  END IF;
  here := (SELECT oid FROM pg_database WHERE datname = current_database());
  WITH locks AS MATERIALIZED (
    SELECT locktype, database, transactionid, virtualtransaction FROM pg_locks
    WHERE granted AND (locktype = 'relation' OR (locktype = 'transactionid' AND mode = 'ExclusiveLock'))
  ), elsewhere AS (
    SELECT own.transactionid FROM locks own WHERE own.locktype = 'transactionid' AND EXISTS (
      SELECT 1 FROM locks held WHERE held.virtualtransaction = own.virtualtransaction AND held.locktype = 'relation'
        AND held.database <> 0 AND held.database <> here)
  )
  SELECT running INTO first_running FROM pg_snapshot_xip(seen) AS running
  WHERE NOT EXISTS (SELECT 1 FROM elsewhere WHERE transactionid = running::xid) ORDER BY running LIMIT 1;
  RETURN coalesce(first_running, pg_snapshot_xmax(seen))::text;
END $$;

CREATE OR REPLACE FUNCTION throughline.pull(after_xid text, after_seq bigint, before_xid text, before_seq bigint, newest_first boolean, max integer)
RETURNS TABLE (kind text, id text, xid text, seq bigint, body jsonb) LANGUAGE plpgsql STABLE
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  settled xid8 := horizon()::xid8;
  from_xid xid8 := coalesce(after_xid, '0')::xid8;
  upto_xid xid8 := coalesce(before_xid::xid8, settled);
  found_row changes;
BEGIN
  FOR found_row IN EXECUTE 'SELECT * FROM changes c WHERE (c.xid, c.seq) > ($1, $2) AND (c.xid, c.seq) < ($3, $4) AND c.xid < $6 ORDER BY '
    || CASE WHEN newest_first THEN 'c.xid DESC, c.seq DESC' ELSE 'c.xid, c.seq' END || ' LIMIT $5'
    USING from_xid, coalesce(after_seq, 0), upto_xid, coalesce(before_seq, 0), least(greatest(max, 1), 5000), settled
  LOOP
    kind := found_row.kind; id := found_row.id; xid := found_row.xid::text; seq := found_row.seq;
    body := body_of(found_row.kind, found_row.id);
    RETURN NEXT;
  END LOOP;
END $$;
