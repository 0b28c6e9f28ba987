-- Who calls, what a change leaves behind, and the audit. Every function of this schema names its search path, so that no object of
-- the caller's is ever taken for one of ours.

CREATE FUNCTION throughline.now_ms() RETURNS bigint LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS
$$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

-- The agent whose login this connection was opened with, whatever role was set since.
CREATE FUNCTION throughline.me() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS
$$ SELECT id FROM agents WHERE login = session_user AND removed_at IS NULL $$;

CREATE FUNCTION throughline.caller() RETURNS throughline.agents LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE found_agent agents;
BEGIN
  SELECT * INTO found_agent FROM agents WHERE login = session_user AND removed_at IS NULL;
  IF found_agent.id IS NULL THEN
    RAISE EXCEPTION '% is no agent of this team', session_user USING ERRCODE = '42501';
  END IF;
  RETURN found_agent;
END $$;

CREATE FUNCTION throughline.leads(agent throughline.agents) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$ SELECT agent.role IN ('lead', 'admin') $$;

CREATE FUNCTION throughline.calling_lead() RETURNS throughline.agents LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE agent agents := caller();
BEGIN
  IF NOT leads(agent) THEN RAISE EXCEPTION 'only a lead may do this' USING ERRCODE = '42501'; END IF;
  RETURN agent;
END $$;

CREATE FUNCTION throughline.calling_admin() RETURNS throughline.agents LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
DECLARE agent agents := caller();
BEGIN
  IF agent.role <> 'admin' THEN RAISE EXCEPTION 'only an administrator may do this' USING ERRCODE = '42501'; END IF;
  RETURN agent;
END $$;

-- The audit is only ever added to, by its functions and by nobody else.
CREATE FUNCTION throughline.note_audit(action text, kind text, subject text, customer uuid, detail jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = throughline, pg_catalog, pg_temp AS $$
  INSERT INTO audit (login, agent_id, action, kind, subject, customer_id, detail)
  VALUES (session_user, me(), action, kind, subject, customer, jsonb_strip_nulls(detail))
$$;

CREATE FUNCTION throughline.audit_is_final() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$ BEGIN RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = '42501'; END $$;

CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON throughline.audit FOR EACH ROW EXECUTE FUNCTION throughline.audit_is_final();
CREATE TRIGGER audit_stays BEFORE TRUNCATE ON throughline.audit FOR EACH STATEMENT EXECUTE FUNCTION throughline.audit_is_final();

-- One row a thing in `changes`; it moves to the end. Whoever waits is told to come and look.
CREATE FUNCTION throughline.put_change(of_kind text, of_id text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
  INSERT INTO changes (kind, id, xid, seq) VALUES (of_kind, of_id, pg_current_xact_id(), nextval('change_order'))
  ON CONFLICT (kind, id) DO UPDATE SET xid = excluded.xid, seq = excluded.seq;
  SELECT pg_notify('throughline', 'changes');
$$;

CREATE FUNCTION throughline.changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM put_change(TG_ARGV[0], OLD.id::text);
  ELSE
    PERFORM put_change(TG_ARGV[0], NEW.id::text);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION throughline.changed_membership() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM put_change('agent', CASE WHEN TG_OP = 'DELETE' THEN OLD.agent_id ELSE NEW.agent_id END::text);
  RETURN NULL;
END $$;

CREATE FUNCTION throughline.changed_setting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM put_change('setting', NEW.name);
  RETURN NULL;
END $$;

CREATE FUNCTION throughline.changed_lease() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM put_change('lease', NEW.channel_id);
  PERFORM pg_notify('throughline', 'lease ' || NEW.channel_id);
  RETURN NULL;
END $$;

DO $$
DECLARE followed record;
BEGIN
  FOR followed IN SELECT * FROM (VALUES
    ('agents', 'agent'), ('departments', 'department'), ('customers', 'customer'), ('contact_points', 'contact-point'),
    ('links', 'link'), ('conversations', 'conversation'), ('records', 'record'), ('channels', 'channel'), ('outbox', 'outbox'),
    ('handoffs', 'handoff'), ('whispers', 'whisper'), ('duties', 'duty')) AS t (tab, kind)
  LOOP
    EXECUTE format('CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON throughline.%I FOR EACH ROW EXECUTE FUNCTION throughline.changed(%L)', followed.tab, followed.kind);
  END LOOP;
END $$;
CREATE TRIGGER changed AFTER INSERT OR DELETE ON throughline.memberships FOR EACH ROW EXECUTE FUNCTION throughline.changed_membership();
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON throughline.settings FOR EACH ROW EXECUTE FUNCTION throughline.changed_setting();
CREATE TRIGGER taken AFTER INSERT ON throughline.leases FOR EACH ROW EXECUTE FUNCTION throughline.changed_lease();
-- A lease that is merely renewed is news to nobody.
CREATE TRIGGER changed AFTER UPDATE ON throughline.leases FOR EACH ROW
  WHEN (OLD.node_id IS DISTINCT FROM NEW.node_id OR OLD.fence <> NEW.fence OR OLD.wanted_by IS DISTINCT FROM NEW.wanted_by)
  EXECUTE FUNCTION throughline.changed_lease();

-- A setting of the team as a number or text, or what holds unless it is set.
CREATE FUNCTION throughline.setting(named text, otherwise jsonb) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = throughline, pg_catalog, pg_temp AS
$$ SELECT coalesce((SELECT value FROM settings WHERE name = named), otherwise) $$;
