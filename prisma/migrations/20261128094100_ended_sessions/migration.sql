-- Where somebody was signed in, for thirty days after it has ended. No secret and no address is in it.
CREATE TABLE "ended_sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "ended_sessions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ended_sessions_user_id_ended_at_idx" ON "ended_sessions"("user_id", "ended_at");
CREATE INDEX "ended_sessions_ended_at_idx" ON "ended_sessions"("ended_at");
ALTER TABLE "ended_sessions" ADD CONSTRAINT "ended_sessions_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
