-- What words make when they are laid out is kept beside them. A renderer of 0 says that none has made it yet.
ALTER TABLE "annotations" ADD COLUMN "html" TEXT NOT NULL DEFAULT '', ADD COLUMN "renderer" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "comments" ADD COLUMN "html" TEXT NOT NULL DEFAULT '', ADD COLUMN "renderer" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "answers" ADD COLUMN "html" TEXT NOT NULL DEFAULT '', ADD COLUMN "renderer" INTEGER NOT NULL DEFAULT 0;
