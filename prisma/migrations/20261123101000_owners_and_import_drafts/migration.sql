-- CreateTable
CREATE TABLE "installation_owners" (
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_owners_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "owner_links" (
    "code_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "owner_links_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "import_drafts" (
    "id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "text" JSONB,
    "corrections" JSONB NOT NULL DEFAULT '[]',
    "settings" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_drafts_creator_id_updated_at_idx" ON "import_drafts"("creator_id", "updated_at");

-- AddForeignKey
ALTER TABLE "installation_owners" ADD CONSTRAINT "installation_owners_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_drafts" ADD CONSTRAINT "import_drafts_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
