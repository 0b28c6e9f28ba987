CREATE TABLE "throughline"."file_removals" (
	"hash" text PRIMARY KEY NOT NULL,
	"since" bigint NOT NULL,
	"taken_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."outbox_files" (
	"outbox_id" uuid NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "outbox_files_outbox_id_hash_pk" PRIMARY KEY("outbox_id","hash")
);
--> statement-breakpoint
ALTER TABLE "throughline"."outbox_files" ADD CONSTRAINT "outbox_files_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "throughline"."outbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_files_hash" ON "throughline"."outbox_files" USING btree ("hash");--> statement-breakpoint
-- Files of answers on their way: whoever runs the channel gets them, also where the customer is not theirs to see.
CREATE FUNCTION throughline.sends(outbox_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM outbox o JOIN leases l ON l.channel_id = o.channel_id
    WHERE o.id = outbox_id AND l.agent_id = me() AND l.expires_at > clock_timestamp())
$$;
CREATE FUNCTION throughline.outbox_carries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO outbox_files (outbox_id, hash)
  SELECT NEW.id, f ->> 'hash' FROM jsonb_array_elements(coalesce(NEW.intent #> '{send,files}', '[]')) AS f
  WHERE f ->> 'hash' IS NOT NULL ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER carries AFTER INSERT ON throughline.outbox FOR EACH ROW EXECUTE FUNCTION throughline.outbox_carries();

ALTER TABLE throughline.outbox_files ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON throughline.outbox_files FOR SELECT
  USING (EXISTS (SELECT 1 FROM throughline.outbox o WHERE o.id = outbox_id) OR throughline.sends(outbox_id));
DROP POLICY shown ON throughline.files;
CREATE POLICY shown ON throughline.files FOR SELECT USING (EXISTS (SELECT 1 FROM throughline.record_files f WHERE f.hash = files.hash)
  OR EXISTS (SELECT 1 FROM throughline.outbox_files f WHERE f.hash = files.hash));
DROP POLICY shown ON throughline.file_chunks;
CREATE POLICY shown ON throughline.file_chunks FOR SELECT
  USING (EXISTS (SELECT 1 FROM throughline.record_files f WHERE f.hash = file_chunks.hash)
    OR EXISTS (SELECT 1 FROM throughline.outbox_files f WHERE f.hash = file_chunks.hash));

-- What erasing leaves in a store of objects is taken away by a desk, which alone reaches it.
ALTER TABLE throughline.file_removals ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON throughline.file_removals FOR SELECT USING (false);
CREATE FUNCTION throughline.object_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO file_removals (hash, since, taken_until) VALUES (OLD.hash, now_ms(), '-infinity') ON CONFLICT DO NOTHING;
  PERFORM pg_notify('throughline', 'objects');
  RETURN NULL;
END $$;
CREATE TRIGGER object_left AFTER DELETE ON throughline.files FOR EACH ROW WHEN (OLD.store = 's3')
  EXECUTE FUNCTION throughline.object_left();

-- Hashes that the caller takes away now; nobody else is given them for a minute, which is longer than taking one away may last.
CREATE FUNCTION throughline.file_removals_take(max integer) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  taken jsonb;
BEGIN
  WITH free AS (SELECT r.hash FROM file_removals r WHERE r.taken_until < clock_timestamp() ORDER BY r.since
    LIMIT least(greatest(max, 0), 100) FOR UPDATE SKIP LOCKED),
  now_taken AS (UPDATE file_removals r SET taken_until = clock_timestamp() + interval '1 minute' FROM free WHERE r.hash = free.hash RETURNING r.hash)
  SELECT coalesce(jsonb_agg(t.hash), '[]') INTO taken FROM now_taken t;
  RETURN taken;
END $$;
CREATE FUNCTION throughline.file_removed(hash text) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
BEGIN
  DELETE FROM file_removals r WHERE r.hash = file_removed.hash;
END $$;

-- As before; what nobody has finished putting anywhere may be put into the store that the team has chosen since, and what is being
-- removed (TL002) is put again when that is done.
CREATE OR REPLACE FUNCTION throughline.file_put(hash text, size bigint, store text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE
  agent agents := caller();
  f files;
BEGIN
  IF hash !~ '^[0-9a-f]{64}$' OR size < 0 OR size > 268435456 AND store = 'database' OR store NOT IN ('database', 's3') THEN
    RAISE EXCEPTION 'hash, size or store: not what they can be' USING ERRCODE = '22023';
  END IF;
  IF EXISTS (SELECT 1 FROM file_removals r WHERE r.hash = file_put.hash) THEN
    RAISE EXCEPTION 'these bytes are being removed' USING ERRCODE = 'TL002';
  END IF;
  INSERT INTO files AS t (hash, size, store, created_at) VALUES (file_put.hash, file_put.size, file_put.store, now_ms())
  ON CONFLICT ON CONSTRAINT files_pkey DO UPDATE SET store = excluded.store, size = excluded.size WHERE NOT t.complete;
  SELECT * INTO f FROM files t WHERE t.hash = file_put.hash;
  IF f.store = 's3' AND NOT f.complete THEN
    DELETE FROM file_chunks t WHERE t.hash = file_put.hash;
  END IF;
  RETURN NOT f.complete;
END $$;
