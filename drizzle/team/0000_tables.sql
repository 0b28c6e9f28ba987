CREATE SCHEMA "throughline";
--> statement-breakpoint
CREATE SEQUENCE "throughline"."change_order" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "throughline"."agents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"visibility" text NOT NULL,
	"capacity" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"created_at" bigint NOT NULL,
	"removed_at" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "agents_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "throughline"."channels" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"config" jsonb NOT NULL,
	"secrets" text NOT NULL,
	"department_id" uuid,
	"created_at" bigint NOT NULL,
	"removed_at" bigint,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."contact_points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"normalised" text NOT NULL,
	"payload" jsonb NOT NULL,
	"removed_at" bigint,
	"rev" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"status" text NOT NULL,
	"assignee_id" uuid,
	"department_id" uuid,
	"channel_id" text,
	"topic" text,
	"language" text,
	"opened_at" bigint NOT NULL,
	"closed_at" bigint,
	"snoozed_until" bigint,
	"woken_at" bigint,
	"result" text,
	"imported" boolean DEFAULT false NOT NULL,
	"merged_into" uuid,
	"tags" uuid[] DEFAULT '{}' NOT NULL,
	"waiting_since" bigint,
	"response_due" bigint,
	"assigned_at" bigint,
	"last_agent_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" bigint NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "throughline"."cursors" (
	"channel_id" text NOT NULL,
	"stream" text NOT NULL,
	"cursor" text NOT NULL,
	"fence" bigint NOT NULL,
	CONSTRAINT "cursors_channel_id_stream_pk" PRIMARY KEY("channel_id","stream")
);
--> statement-breakpoint
CREATE TABLE "throughline"."customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"root_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_rank" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"rev" bigint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"erased_at" bigint
);
--> statement-breakpoint
CREATE TABLE "throughline"."departments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"hours" jsonb,
	"removed_at" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "departments_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "throughline"."file_chunks" (
	"hash" text NOT NULL,
	"n" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_chunks_hash_n_pk" PRIMARY KEY("hash","n")
);
--> statement-breakpoint
CREATE TABLE "throughline"."files" (
	"hash" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"store" text NOT NULL,
	"complete" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."key_boxes" (
	"login" text PRIMARY KEY NOT NULL,
	"box" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."leases" (
	"channel_id" text PRIMARY KEY NOT NULL,
	"node_id" uuid,
	"agent_id" uuid,
	"fence" bigint NOT NULL,
	"expires_at" timestamp with time zone,
	"wanted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "throughline"."links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"a_id" uuid NOT NULL,
	"b_id" uuid NOT NULL,
	"evidence" jsonb NOT NULL,
	"agent_id" uuid,
	"created_at" bigint NOT NULL,
	"restore" jsonb NOT NULL,
	"undone_at" bigint,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "throughline"."memberships" (
	"agent_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	CONSTRAINT "memberships_agent_id_department_id_pk" PRIMARY KEY("agent_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "throughline"."meta" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"schema" integer NOT NULL,
	"min_schema" integer NOT NULL,
	"epoch" uuid NOT NULL,
	"recovering_until" timestamp with time zone,
	"key_id" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."nodes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"schema" integer NOT NULL,
	"program" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"conversation_id" uuid,
	"author_id" uuid NOT NULL,
	"intent" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"node_id" uuid,
	"fence" bigint,
	"claimed_at" timestamp with time zone,
	"result" jsonb,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."outbox_attempts" (
	"outbox_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"node_id" uuid NOT NULL,
	"fence" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"outcome" text,
	"detail" jsonb,
	CONSTRAINT "outbox_attempts_outbox_id_n_pk" PRIMARY KEY("outbox_id","n")
);
--> statement-breakpoint
CREATE TABLE "throughline"."record_files" (
	"record_id" uuid NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "record_files_record_id_hash_pk" PRIMARY KEY("record_id","hash")
);
--> statement-breakpoint
CREATE TABLE "throughline"."records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"customer_id" uuid,
	"conversation_id" uuid,
	"channel_id" text,
	"remote_key" text,
	"direction" text NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	"author_id" uuid,
	"sent_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"rev" bigint NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "records_remote" UNIQUE("channel_id","remote_key")
);
--> statement-breakpoint
CREATE TABLE "throughline"."audit" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "throughline"."audit_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"login" text NOT NULL,
	"agent_id" uuid,
	"action" text NOT NULL,
	"kind" text,
	"subject" text,
	"customer_id" uuid,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."changes" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"xid" "xid8" NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "changes_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "throughline"."duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel_id" text,
	"topic" text,
	"department_id" uuid NOT NULL,
	"owner_id" uuid,
	"deputy_id" uuid,
	"hours" jsonb,
	"removed_at" bigint,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."handoffs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"from_id" uuid,
	"to_id" uuid,
	"to_department" uuid,
	"note" jsonb NOT NULL,
	"reason" text,
	"state" text NOT NULL,
	"before" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"answered_at" bigint,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "throughline"."presence" (
	"node_id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"state" text NOT NULL,
	"customer_id" uuid,
	"since" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throughline"."tombstones" (
	"kind" text NOT NULL,
	"key_hash" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "tombstones_kind_key_hash_pk" PRIMARY KEY("kind","key_hash")
);
--> statement-breakpoint
CREATE TABLE "throughline"."watchers" (
	"customer_id" uuid NOT NULL,
	"node_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"doing" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "watchers_customer_id_node_id_pk" PRIMARY KEY("customer_id","node_id")
);
--> statement-breakpoint
CREATE TABLE "throughline"."whispers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	"seen_at" bigint
);
--> statement-breakpoint
ALTER TABLE "throughline"."file_chunks" ADD CONSTRAINT "file_chunks_hash_files_hash_fk" FOREIGN KEY ("hash") REFERENCES "throughline"."files"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_points_key" ON "throughline"."contact_points" USING btree ("kind","normalised");--> statement-breakpoint
CREATE INDEX "contact_points_customer" ON "throughline"."contact_points" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_conversation" ON "throughline"."conversations" USING btree ("customer_id") WHERE status <> 'resolved' AND merged_into IS NULL;--> statement-breakpoint
CREATE INDEX "conversations_customer" ON "throughline"."conversations" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "conversations_assignee" ON "throughline"."conversations" USING btree ("assignee_id") WHERE status <> 'resolved';--> statement-breakpoint
CREATE INDEX "conversations_queue" ON "throughline"."conversations" USING btree ("department_id","waiting_since") WHERE assignee_id IS NULL AND status = 'open';--> statement-breakpoint
CREATE INDEX "customers_root" ON "throughline"."customers" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "links_a" ON "throughline"."links" USING btree ("a_id");--> statement-breakpoint
CREATE INDEX "links_b" ON "throughline"."links" USING btree ("b_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "throughline"."outbox" USING btree ("channel_id","next_attempt_at","created_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_sending" ON "throughline"."outbox" USING btree ("channel_id") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "outbox_customer" ON "throughline"."outbox" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "record_files_hash" ON "throughline"."record_files" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "records_customer" ON "throughline"."records" USING btree ("customer_id","sent_at");--> statement-breakpoint
CREATE INDEX "audit_at" ON "throughline"."audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_agent" ON "throughline"."audit" USING btree ("agent_id","seq");--> statement-breakpoint
CREATE INDEX "audit_customer" ON "throughline"."audit" USING btree ("customer_id","seq");--> statement-breakpoint
CREATE INDEX "changes_order" ON "throughline"."changes" USING btree ("xid","seq");--> statement-breakpoint
CREATE INDEX "handoffs_conversation" ON "throughline"."handoffs" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "handoffs_state" ON "throughline"."handoffs" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "whispers_to" ON "throughline"."whispers" USING btree ("to_id","at");