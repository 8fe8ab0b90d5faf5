-- When the group was done with a thread, and who said so. Null while it is open, as every thread was until now.
ALTER TABLE "threads" ADD COLUMN "resolved_at" TIMESTAMPTZ(3);
ALTER TABLE "threads" ADD COLUMN "resolved_by_id" UUID;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
