-- Members who go by a name of their own in one group: to that group each is a person of their own. Nobody is one yet.
CREATE TABLE "personas" (
    "user_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,

    CONSTRAINT "personas_pkey" PRIMARY KEY ("user_id")
);

CREATE UNIQUE INDEX "personas_account_id_group_id_key" ON "personas"("account_id", "group_id");
CREATE INDEX "personas_group_id_idx" ON "personas"("group_id");

ALTER TABLE "personas" ADD CONSTRAINT "personas_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "personas" ADD CONSTRAINT "personas_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "personas" ADD CONSTRAINT "personas_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
