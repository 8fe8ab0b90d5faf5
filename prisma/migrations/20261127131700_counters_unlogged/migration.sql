-- Counters of what people send are worth no write to the disk before each request is answered.
-- After a crash of the database they begin anew.
ALTER TABLE "rate_limits" SET UNLOGGED;
