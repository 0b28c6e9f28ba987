import type { Team } from '../../support/team.ts';

/**
 * Somebody who writes down in the database, beside the functions of the team, every write that belongs to a channel with who really
 * had the lease in that moment, every move of a lease, and every state of a conversation. Nothing of the program knows of it.
 */
export async function placeWitness({ owner }: Pick<Team, 'owner'>): Promise<void> {
  await owner(`
    CREATE TABLE throughline.seen_writes (n bigint GENERATED ALWAYS AS IDENTITY, tab text, id text, op text, agent uuid, fence bigint,
      holder uuid, current_fence bigint);
    CREATE TABLE throughline.seen_leases (n bigint GENERATED ALWAYS AS IDENTITY, channel text, before_node uuid, before_fence bigint,
      before_over boolean, node uuid, fence bigint);
    CREATE TABLE throughline.seen_conversations (n bigint GENERATED ALWAYS AS IDENTITY, id uuid, before_version integer, version integer,
      before_assignee uuid, assignee uuid);

    CREATE FUNCTION throughline.see_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = throughline, pg_catalog, pg_temp AS $$
    DECLARE
      row_now jsonb := to_jsonb(NEW);
      of_channel text := CASE TG_TABLE_NAME WHEN 'outbox_attempts' THEN (SELECT o.channel_id FROM outbox o WHERE o.id = (row_now ->> 'outbox_id')::uuid)
        ELSE row_now ->> 'channel_id' END;
    BEGIN
      IF of_channel IS NULL THEN RETURN NULL; END IF;
      INSERT INTO seen_writes (tab, id, op, agent, fence, holder, current_fence)
      SELECT TG_TABLE_NAME, coalesce(row_now ->> 'id', row_now ->> 'outbox_id', row_now ->> 'stream'), TG_OP, me(),
        CASE WHEN TG_OP = 'INSERT' OR TG_TABLE_NAME = 'cursors' THEN (row_now ->> 'fence')::bigint END, l.agent_id, l.fence
      FROM leases l WHERE l.channel_id = of_channel;
      RETURN NULL;
    END $$;
    CREATE TRIGGER seen AFTER INSERT OR UPDATE ON throughline.records FOR EACH ROW EXECUTE FUNCTION throughline.see_write();
    CREATE TRIGGER seen AFTER INSERT OR UPDATE ON throughline.cursors FOR EACH ROW EXECUTE FUNCTION throughline.see_write();
    CREATE TRIGGER seen AFTER INSERT OR UPDATE ON throughline.outbox_attempts FOR EACH ROW EXECUTE FUNCTION throughline.see_write();

    CREATE FUNCTION throughline.see_lease() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = throughline, pg_catalog, pg_temp AS $$
    BEGIN
      IF OLD.fence <> NEW.fence THEN
        INSERT INTO seen_leases (channel, before_node, before_fence, before_over, node, fence)
        VALUES (NEW.channel_id, OLD.node_id, OLD.fence, OLD.expires_at <= clock_timestamp(), NEW.node_id, NEW.fence);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER seen AFTER UPDATE ON throughline.leases FOR EACH ROW EXECUTE FUNCTION throughline.see_lease();

    CREATE FUNCTION throughline.see_conversation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = throughline, pg_catalog, pg_temp AS $$
    BEGIN
      INSERT INTO seen_conversations (id, before_version, version, before_assignee, assignee)
      VALUES (NEW.id, CASE TG_OP WHEN 'UPDATE' THEN OLD.version ELSE 0 END, NEW.version,
        CASE TG_OP WHEN 'UPDATE' THEN OLD.assignee_id END, NEW.assignee_id);
      RETURN NULL;
    END $$;
    CREATE TRIGGER seen AFTER INSERT OR UPDATE ON throughline.conversations FOR EACH ROW EXECUTE FUNCTION throughline.see_conversation();
  `);
}

/** Writes of a channel by whoever did not have it, or under another fence than the one that held. */
export const intruders = ({ owner }: Pick<Team, 'owner'>): Promise<object[]> =>
  owner(`
    SELECT * FROM throughline.seen_writes w
    WHERE (w.agent IS DISTINCT FROM w.holder OR (w.fence IS NOT NULL AND w.fence <> w.current_fence))
      -- Told afterwards by whoever wrote it or tried it, of which nobody else can tell: a record of its author, and no act of the channel's.
      AND NOT EXISTS (SELECT 1 FROM throughline.audit a WHERE a.action IN ('sent-alone', 'told-afterwards') AND a.subject = w.id AND w.op = 'INSERT')`);

/** Takings of a lease from a living holder. */
export const robberies = ({ owner }: Pick<Team, 'owner'>): Promise<object[]> =>
  owner(`
    SELECT * FROM throughline.seen_leases
    WHERE fence <= before_fence OR (before_node IS NOT NULL AND before_node <> node AND NOT before_over)`);

/** Conversations whose story has a gap, a fork, or an assignee who came from nowhere; and claims in the audit that are not in it. */
export const brokenStories = ({ owner }: Pick<Team, 'owner'>): Promise<object[]> =>
  owner(`
    WITH story AS (
      SELECT s.*, lag(s.version, 1, 0) OVER w AS known_version, lag(s.assignee) OVER w AS known_assignee
      FROM throughline.seen_conversations s WINDOW w AS (PARTITION BY s.id ORDER BY s.n)
    )
    SELECT id::text, 'gap' AS why, version FROM story WHERE before_version <> known_version OR before_assignee IS DISTINCT FROM known_assignee
    UNION ALL
    SELECT id::text, 'assigned in the same version', version FROM story
    WHERE before_version = version AND before_assignee IS DISTINCT FROM assignee
    UNION ALL
    SELECT a.subject, 'audit', (a.detail ->> 'version')::integer FROM throughline.audit a
    WHERE a.kind = 'conversation' AND a.detail ? 'version' AND NOT EXISTS (
      SELECT 1 FROM throughline.seen_conversations s WHERE s.id::text = a.subject AND s.version = (a.detail ->> 'version')::integer
        AND s.assignee IS NOT DISTINCT FROM (a.detail ->> 'to')::uuid AND s.before_assignee IS NOT DISTINCT FROM (a.detail ->> 'from')::uuid)`);

export async function figures({ owner }: Pick<Team, 'owner'>): Promise<{ takeovers: number; writes: number; decisions: number }> {
  const [row] = await owner<{ takeovers: string; writes: string; decisions: string }>(`
    SELECT (SELECT count(*) FROM throughline.seen_leases) AS takeovers, (SELECT count(*) FROM throughline.seen_writes) AS writes,
      (SELECT count(*) FROM throughline.audit WHERE kind = 'conversation') AS decisions`);
  return { takeovers: Number(row?.takeovers), writes: Number(row?.writes), decisions: Number(row?.decisions) };
}
